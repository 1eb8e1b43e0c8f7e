package dev.reprise.inference;

import dev.reprise.inference.program.InferenceCommandLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
public record Shell(int exitCode, String out, String err) {

    /** Runs the command line in this process; a {@link Path} is an argument, too. */
    public static Shell run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = InferenceCommandLine.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int exitCode =
                line.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Shell(exitCode, out.toString().replace("\r\n", "\n"), err.toString());
    }
}
