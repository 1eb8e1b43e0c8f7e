package dev.reprise.cli;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.report.ReportException;
import dev.reprise.terminal.Program;
import dev.reprise.training.DivergedException;
import dev.reprise.training.UsageException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line over the experiments of an app. A program with more commands extends it. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Trains the experiments of this app, and says what came out beside what the text prints.",
        footer = {
            "",
            "First steps:",
            "  list              what there is, and what to see in it",
            "  run NAME          train, judge, save",
            "  summary NAME      the net, layer by layer",
            "  explore mnist     a data set: shapes, counts, the first images",
            "  report            published beside measured, over all runs",
            "",
            "Exit codes: 0 done; 1 the run failed; 2 a mistake in what was asked; 130 interrupted."
        })
public class App extends Program {
    /** A command line whose commands are added by {@link #commandLine}. */
    protected App() {
        super(List.of(UsageException.class, DataException.class, NetException.class, ReportException.class));
    }

    @Override
    protected final boolean isKnown(Exception e) {
        return e instanceof DivergedException;
    }

    /** Runs a command over what an app can run and ends the process with its exit code. */
    public static void main(AppExperiments experiments, String... arguments) {
        execute(over(experiments), arguments);
    }

    /** The command line itself, for a caller that does not end with it. */
    static CommandLine over(AppExperiments experiments) {
        return new App()
                .commandLine(experiments.app(), commands(List.of(experiments)).toArray())
                .addSubcommand(new AutoComplete.GenerateCompletion());
    }

    /** The commands over the experiments of these apps. */
    public static List<Object> commands(List<AppExperiments> apps) {
        Studies known = new Studies(apps);
        return List.of(
                new ListCommand(known),
                new RunCommand(known),
                new SummaryCommand(known),
                new ExploreCommand(),
                new ReportCommand());
    }
}
