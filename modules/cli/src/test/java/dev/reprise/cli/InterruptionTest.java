package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reprise.files.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and SIGTERM, to a real process in the middle of an epoch. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill")
class InterruptionTest {
    @TempDir
    private Path out;

    /** The program that is interrupted. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            AppCommandLine.main(Program.class, new AppExperiments("app-test", List.of(AppTest.TINY)), arguments);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void endsInSecondsSaysWhereItsFilesAreAndKeepsThem(String signal, int code) throws Exception {
        assumeFalse(signal.equals("INT") && ignoresSigint(), "these tests were started with SIGINT ignored");
        try (AppProcess process = start()) {
            process.await("epoch 2/");
            while (!Files.isDirectory(runFolder().resolve("checkpoint"))) {
                Thread.sleep(20);
            }
            process.signal(signal);
            assertThat(process.end(5)).isEqualTo(code);
            assertThat(process.out()).startsWith("interrupted; resume with: run tiny-mlp --resume " + out);
        }
        Path folder = runFolder();
        assertThat(Json.MAPPER
                        .readTree(Files.readString(folder.resolve("result.json")))
                        .get("status")
                        .asString())
                .isEqualTo("interrupted");
        assertThat(Files.readAllLines(folder.resolve("epochs.csv"))).hasSizeGreaterThanOrEqualTo(3);
        assertThat(folder.resolve("model")).doesNotExist();
    }

    @Test
    void beforeTheFirstCheckpointItSaysThatThereIsNone() throws Exception {
        try (AppProcess process = start()) {
            process.await("first step"); // checkpoints are seconds apart
            process.signal("TERM");
            assertThat(process.end(5)).isEqualTo(143);
            assertThat(process.out())
                    .startsWith(
                            "interrupted before the first checkpoint: there is nothing to resume from; run tiny-mlp");
        }
    }

    @Test
    void nobodyElseResumesARunThatHasNotEnded() throws Exception {
        try (AppProcess process = start()) {
            process.await("epoch 1/");
            StringWriter err = new StringWriter();
            int code = AppCommandLine.over(Program.class, new AppExperiments("app-test", List.of(AppTest.TINY)))
                    .setErr(new PrintWriter(err, true))
                    .execute("run", "tiny-mlp", "--resume", "--out", out.toString());
            assertThat(code).isEqualTo(2);
            assertThat(err.toString()).contains("is in use by a run that has not ended");
            assertThat(process.isAlive()).isTrue();
        }
    }

    /** As a shell starts what it runs in the background; children inherit it, and Java then listens to none. */
    private static boolean ignoresSigint() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
    }

    private AppProcess start() throws IOException {
        return AppProcess.start(
                Program.class,
                out.resolve("streams"),
                "run",
                "tiny-mlp",
                "--epochs",
                "100000",
                "--out",
                out.toString());
    }

    private Path runFolder() throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve("tiny-mlp"))) {
            return folders.findFirst().orElseThrow();
        }
    }
}
