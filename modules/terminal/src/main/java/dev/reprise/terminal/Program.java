package dev.reprise.terminal;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The top of a command line: without a command it prints the usage, and whatever goes wrong becomes one line.
 *
 * <p>Exit codes: 0 done; 1 it failed; 2 a mistake of the user's.
 */
public abstract class Program implements Runnable {
    @Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Say more than one line where something fails.")
    private boolean stacktrace;

    @Spec
    private CommandSpec spec;

    private final List<Class<? extends Exception>> mistakes;

    /** A program where these exceptions are the user's mistakes: their messages say what to do. */
    protected Program(List<Class<? extends Exception>> mistakes) {
        this.mistakes = List.copyOf(mistakes);
    }

    @Override
    public final void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** A command line over this program and these commands; whatever goes wrong in them becomes one line. */
    protected final CommandLine commandLine(String name, Object... commands) {
        CommandLine line = new CommandLine(this).setCommandName(name);
        Arrays.stream(commands).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, ignored) -> mistake(e.getCommandLine(), e));
        line.setExecutionExceptionHandler((e, command, ignored) -> failure(command, e));
        return line;
    }

    /** Runs it and ends the process: no windows, numbers as in code, and letters that the locale may not know. */
    public static void execute(CommandLine line, String... arguments) {
        System.setProperty("java.awt.headless", "true");
        Locale.setDefault(Locale.ROOT);
        if (Charset.defaultCharset().equals(StandardCharsets.US_ASCII)) { // a bare C locale
            line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        System.exit(exitCode(line, arguments));
    }

    /** Runs it; writers keep an error to themselves, so what they could not write shows only here. */
    static int exitCode(CommandLine line, String... arguments) {
        int code = line.execute(arguments);
        if (!line.getOut().checkError() && !System.out.checkError()) {
            return code;
        }
        line.getErr()
                .println(line.getColorScheme().errorText(line.getCommandName() + ": the results could not be written"));
        return code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
    }

    private int failure(CommandLine command, Exception e) {
        if (mistakes.contains(e.getClass())) {
            return mistake(command, e);
        }
        say(command, e instanceof UncheckedIOException || isKnown(e) ? e.getMessage() : e.toString(), e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Whether the message of what failed, which is no mistake of the user's, says enough by itself. */
    protected boolean isKnown(Exception e) {
        return false;
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
