package dev.reprise.terminal;

import dev.reprise.files.Printable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The top of a command line: without a command it prints the usage; an error in a command becomes one line.
 *
 * <p>Exit codes: 0 done; 1 failed; 2 usage error.
 */
public abstract class CommandLineProgram implements Runnable {
    @Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print the stack trace of an error.")
    private boolean stacktrace;

    @Spec
    private CommandSpec spec;

    private final Supplier<String> version;
    private final List<Class<? extends Exception>> usageErrors;

    /**
     * Creates a program.
     *
     * @param version what {@code --version} prints
     * @param usageErrors exceptions that mean a usage error: their messages say what to do
     */
    protected CommandLineProgram(Supplier<String> version, List<Class<? extends Exception>> usageErrors) {
        this.version = version;
        this.usageErrors = List.copyOf(usageErrors);
    }

    @Override
    public final void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** A command line of this program with these commands. */
    protected final CommandLine commandLine(String name, Object... commands) {
        CommandLine line = new CommandLine(this).setCommandName(name);
        line.getCommandSpec().versionProvider(() -> new String[] {version.get()});
        Arrays.stream(commands).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((e, ignored) -> usageError(e.getCommandLine(), e));
        line.setExecutionExceptionHandler((e, command, ignored) -> failure(command, e));
        return line;
    }

    /** Runs a command and ends the process: without windows, numbers as in code, and UTF-8 where the locale is ASCII. */
    public static void execute(CommandLine line, String... arguments) {
        System.setProperty("java.awt.headless", "true");
        Locale.setDefault(Locale.ROOT);
        StandardOutput output = StandardOutput.install();
        if (Charset.defaultCharset().equals(StandardCharsets.US_ASCII)) { // a bare C locale
            line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        System.exit(exitCode(line, output::closedByReader, arguments));
    }

    /** The same with a command line that is made first; where that fails, one line says why. */
    public static void execute(String name, Supplier<CommandLine> line, String... arguments) {
        CommandLine made;
        try {
            made = line.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(name + ": " + e.getMessage());
            System.exit(CommandLine.ExitCode.SOFTWARE);
            return;
        }
        execute(made, arguments);
    }

    /** Runs a command; writers keep errors to themselves, so output that could not be written is noticed only here. */
    static int exitCode(CommandLine line, BooleanSupplier closedByReader, String... arguments) {
        int code = line.execute(arguments);
        boolean written = !line.getOut().checkError() && !System.out.checkError();
        if (written || closedByReader.getAsBoolean()) { // a reader such as head has seen enough
            return code;
        }
        line.getErr().println(line.getColorScheme().errorText(line.getCommandName() + ": could not write the results"));
        return code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
    }

    private int failure(CommandLine command, Exception e) {
        if (usageErrors.contains(e.getClass())) {
            return usageError(command, e);
        }
        print(command, e instanceof UncheckedIOException || explainsItself(e) ? e.getMessage() : e.toString(), e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Whether the message of an exception that is not a usage error can be understood without its type. */
    protected boolean explainsItself(Exception e) {
        return false;
    }

    private int usageError(CommandLine command, Exception e) {
        print(command, e.getMessage(), e);
        return CommandLine.ExitCode.USAGE;
    }

    private void print(CommandLine command, String message, Exception e) {
        String line =
                Printable.of(message.lines().findFirst().orElse(e.getClass().getSimpleName()));
        command.getErr().println(command.getColorScheme().errorText(command.getCommandName() + ": " + line));
        if (stacktrace) {
            e.printStackTrace(command.getErr());
        }
    }
}
