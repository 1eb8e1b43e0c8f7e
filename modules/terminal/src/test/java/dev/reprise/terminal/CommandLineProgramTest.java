package dev.reprise.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

class CommandLineProgramTest {
    private final StringWriter err = new StringWriter();
    private int versionsAsked;

    @Test
    void aCommandThatPrintsItsResultExitsWithZero() {
        StringWriter out = new StringWriter();

        assertThat(exitCode(out, "say")).isZero();
        assertThat(out.toString()).startsWith("a result");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void resultsThatCannotBeWrittenAreAnError() {
        assertThat(exitCode(new FullDisk(), "say")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("program: could not write the results");
    }

    @Test
    void aUsageErrorStaysOneWhenNothingCanBeWritten() {
        assertThat(exitCode(new FullDisk(), "say", "--no-such-option")).isEqualTo(2);
    }

    @Test
    void versionIsAskedForOnlyWhenItIsPrinted() {
        StringWriter out = new StringWriter();

        assertThat(exitCode(out, "say")).isZero();
        assertThat(versionsAsked).isZero();
        assertThat(exitCode(out, "--version")).isZero();
        assertThat(out.toString()).endsWith("program 1.2" + System.lineSeparator());
    }

    @Test
    void anExceptionIsOneLineWithTheExitCodeOfItsKind() {
        assertThat(exitCode(new StringWriter(), "fail", "usage")).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("fail: expected another name");
        assertThat(exitCode(new StringWriter(), "fail", "other")).isEqualTo(1);
        assertThat(err.toString().strip()).endsWith("fail: java.lang.IllegalStateException: broken");
    }

    private String version() {
        versionsAsked++;
        return "program 1.2";
    }

    private int exitCode(Writer out, String... arguments) {
        CommandLine line = new Program(this::version)
                .commandLine("program", new Say(), new Fail())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return CommandLineProgram.exitCode(line, () -> false, arguments);
    }

    @Command(mixinStandardHelpOptions = true)
    private static final class Program extends CommandLineProgram {
        private Program(Supplier<String> version) {
            super(version, List.of(NoSuchElementException.class));
        }
    }

    @Command(name = "fail")
    private static final class Fail implements Runnable {
        @Parameters
        private String kind;

        @Override
        public void run() {
            if (kind.equals("usage")) {
                throw new NoSuchElementException("expected another name");
            }
            throw new IllegalStateException("broken");
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
