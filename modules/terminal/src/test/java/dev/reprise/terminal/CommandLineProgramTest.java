package dev.reprise.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class CommandLineProgramTest {
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsWrittenEndsWithZero() {
        StringWriter out = new StringWriter();

        assertThat(exitCode(out, "say")).isZero();
        assertThat(out.toString()).startsWith("a result");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void resultsThatCannotBeWrittenAreAFailure() {
        assertThat(exitCode(new FullDisk(), "say")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("program: the results could not be written");
    }

    @Test
    void aMistakeStaysOneWhereNothingCanBeWritten() {
        assertThat(exitCode(new FullDisk(), "say", "--no-such-option")).isEqualTo(2);
    }

    private int exitCode(Writer out, String... arguments) {
        CommandLine line = new Talking()
                .commandLine("program", new Say())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return CommandLineProgram.exitCode(line, arguments);
    }

    @Command
    private static final class Talking extends CommandLineProgram {
        private Talking() {
            super(List.of());
        }
    }

    @Command(name = "say")
    private static final class Say implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().getOut().println("a result");
        }
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
