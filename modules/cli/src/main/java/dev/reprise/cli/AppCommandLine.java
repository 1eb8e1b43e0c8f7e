package dev.reprise.cli;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.net.Versions;
import dev.reprise.results.store.RunException;
import dev.reprise.terminal.CommandLineProgram;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.DivergedException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line that the apps share, over one app's experiments. */
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
public final class AppCommandLine extends CommandLineProgram {
    private AppCommandLine() {
        super(
                () -> Versions.ofBuild().toString(),
                List.of(UsageException.class, DataException.class, NetException.class, RunException.class));
    }

    @Override
    protected boolean explainsItself(Exception e) {
        return e instanceof DivergedException;
    }

    /** Runs a command over what an app can run and ends the process with its exit code. */
    public static void main(String name, List<? extends Study> studies, String... arguments) {
        execute(over(name, studies), arguments);
    }

    /** The command line itself, for a caller that does not end with it. */
    static CommandLine over(String name, List<? extends Study> studies) {
        Studies known = new Studies(List.copyOf(studies));
        return new AppCommandLine()
                .commandLine(
                        name,
                        new ListCommand(known),
                        new RunCommand(known),
                        new SummaryCommand(known),
                        new ExploreCommand(),
                        new ReportCommand(),
                        new AutoComplete.GenerateCompletion());
    }
}
