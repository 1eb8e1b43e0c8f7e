package dev.reprise.cli;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.report.ReportException;
import dev.reprise.training.DivergedException;
import dev.reprise.training.Experiment;
import dev.reprise.training.UsageException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
public final class App implements Runnable {
    @Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Say more than one line where something fails.")
    private boolean stacktrace;

    @Spec
    private CommandSpec spec;

    private App() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String name, List<Experiment> experiments, String... arguments) {
        System.setProperty("java.awt.headless", "true");
        CommandLine line = commandLine(name, experiments);
        if (Charset.defaultCharset()
                .equals(StandardCharsets.US_ASCII)) { // a bare C locale: the texts' titles need more
            line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        System.exit(line.execute(arguments));
    }

    /** The command line itself, for a caller that goes on living. */
    static CommandLine commandLine(String name, List<Experiment> experiments) {
        App app = new App();
        Experiments known = new Experiments(experiments);
        CommandLine line = new CommandLine(app)
                .setCommandName(name)
                .addSubcommand(new ListCommand(known))
                .addSubcommand(new RunCommand(known))
                .addSubcommand(new SummaryCommand(known))
                .addSubcommand(new ExploreCommand())
                .addSubcommand(new ReportCommand())
                .addSubcommand(new AutoComplete.GenerateCompletion());
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(false);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, ignored) -> app.mistake(e.getCommandLine(), e));
        line.setExecutionExceptionHandler((e, command, ignored) -> app.failure(command, e));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private int failure(CommandLine command, Exception e) {
        if (e instanceof UsageException
                || e instanceof DataException
                || e instanceof NetException
                || e instanceof ReportException) {
            return mistake(command, e);
        }
        boolean known = e instanceof DivergedException || e instanceof UncheckedIOException;
        say(command, known ? e.getMessage() : e.toString(), e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int mistake(CommandLine command, Exception e) {
        say(command, e.getMessage(), e);
        return CommandLine.ExitCode.USAGE;
    }

    private void say(CommandLine command, String message, Exception e) {
        String line = message.lines().findFirst().orElse(e.getClass().getSimpleName());
        command.getErr().println(command.getColorScheme().errorText(command.getCommandName() + ": " + line));
        if (stacktrace) {
            e.printStackTrace(command.getErr());
        }
    }
}
