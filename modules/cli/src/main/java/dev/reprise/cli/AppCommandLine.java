package dev.reprise.cli;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.report.ReportException;
import dev.reprise.terminal.CommandLineProgram;
import dev.reprise.terminal.Version;
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
public final class AppCommandLine extends CommandLineProgram {
    private AppCommandLine() {
        super(List.of(UsageException.class, DataException.class, NetException.class, ReportException.class));
    }

    @Override
    protected boolean isKnown(Exception e) {
        return e instanceof DivergedException;
    }

    /** Runs a command over what an app can run and ends the process with its exit code. */
    public static void main(String name, List<? extends Study> studies, String... arguments) {
        execute(over(name, studies), arguments);
    }

    /** The command line itself, for a caller that goes on living. */
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
