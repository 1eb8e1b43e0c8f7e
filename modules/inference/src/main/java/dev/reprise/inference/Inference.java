package dev.reprise.inference;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line over saved nets: {@code predict}, {@code evaluate}, {@code describe}. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PredictCommand.class,
            EvaluateCommand.class,
            DescribeCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        description = "Uses nets that were trained and saved: no training code, no network.",
        footer = {
            "",
            "First steps:",
            "  predict conv-net seven.png          what the newest conv-net sees in an image",
            "  evaluate conv-net --data DIR        its figures on the test set",
            "  describe conv-net                   what it is",
            "",
            "Exit codes: 0 done; 1 an image could not be read, the others are done;",
            "2 a mistake in what was asked."
        })
public final class Inference implements Runnable {
    @Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Say more than one line where something fails.")
    private boolean stacktrace;

    @Spec
    private CommandSpec spec;

    private Inference() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(arguments));
    }

    /** The command line itself, for a caller that goes on living. */
    static CommandLine commandLine() {
        Inference inference = new Inference();
        CommandLine line = new CommandLine(inference).setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, ignored) -> inference.mistake(e.getCommandLine(), e));
        line.setExecutionExceptionHandler((e, command, ignored) -> inference.failure(command, e));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private int failure(CommandLine command, Exception e) {
        if (e instanceof DataException || e instanceof NetException) {
            return mistake(command, e);
        }
        say(command, e.toString(), e);
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
