package dev.reprise.cli;

import dev.reprise.cli.jobs.ProgramCommand;
import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.net.engine.Versions;
import dev.reprise.results.store.RunException;
import dev.reprise.search.SearchException;
import dev.reprise.terminal.CommandLineProgram;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.DivergedException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line over the experiments of an app. A program with more commands extends it. */
@Command(
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Trains the experiments of this app and compares the results with the published figures.",
        footer = {
            "",
            "First steps:",
            "  list              the experiments, and what to look for in each",
            "  run NAME          train, compare with the published figures, save",
            "  summary NAME      the net, layer by layer",
            "  explore mnist     a data set: shapes, counts, the first images",
            "  report            published figures compared with measured ones, over all runs",
            "",
            "Exit codes: 0 done; 1 the run failed; 2 usage error; 130 interrupted."
        })
public class AppCommandLine extends CommandLineProgram {
    /** A command line whose commands are added by {@link #commandLine}. */
    protected AppCommandLine() {
        super(
                () -> Versions.ofBuild().toString(),
                List.of(
                        UsageException.class,
                        SearchException.class,
                        DataException.class,
                        NetException.class,
                        RunException.class));
    }

    @Override
    protected final boolean explainsItself(Exception e) {
        return e instanceof DivergedException;
    }

    /**
     * Runs a command over what an app can run and ends the process with its exit code.
     *
     * @param main the class with the app's {@code main}, by which child processes are started
     */
    public static void main(Class<?> main, AppExperiments experiments, String... arguments) {
        execute(experiments.app(), () -> over(main, experiments), arguments);
    }

    /** The command line itself, for a caller that does not end with it. */
    static CommandLine over(Class<?> main, AppExperiments experiments) {
        return new AppCommandLine()
                .commandLine(
                        experiments.app(), commands(main, List.of(experiments)).toArray())
                .addSubcommand(new AutoComplete.GenerateCompletion());
    }

    /** The commands over the experiments of these apps, of a program with this main class. */
    public static List<Object> commands(Class<?> main, List<AppExperiments> apps) {
        Studies known = new Studies(apps);
        return List.of(
                new ListCommand(known),
                new RunCommand(known, new ProgramCommand(main)),
                new SearchCommand(known, new ProgramCommand(main)),
                new SummaryCommand(known),
                new ExploreCommand(),
                new ReportCommand());
    }
}
