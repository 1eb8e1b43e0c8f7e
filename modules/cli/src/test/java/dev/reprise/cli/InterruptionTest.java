package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.net.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
            App.main("app-test", List.of(AppTest.TINY), arguments);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void endsInSecondsSaysWhereItsFilesAreAndKeepsThem(String signal, int code) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "run",
                        "tiny-mlp",
                        "--epochs",
                        "100000",
                        "--out",
                        out.toString())
                .start();
        try (BufferedReader errors = process.errorReader()) {
            String line = errors.readLine();
            while (line != null && !line.startsWith("epoch 2/")) {
                line = errors.readLine();
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("interrupted; to go on from the last checkpoint: run tiny-mlp --resume " + out);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(code);
        Path folder = runFolder();
        assertThat(Json.MAPPER
                        .readTree(Files.readString(folder.resolve("result.json")))
                        .get("status")
                        .asString())
                .isEqualTo("interrupted");
        assertThat(Files.readAllLines(folder.resolve("epochs.csv"))).hasSizeGreaterThanOrEqualTo(3);
        assertThat(folder.resolve("model")).doesNotExist();
    }

    private Path runFolder() throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve("tiny-mlp"))) {
            return folders.findFirst().orElseThrow();
        }
    }
}
