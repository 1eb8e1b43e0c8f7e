package dev.reprise.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reprise.program.Started.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code reprise} with the real program, started from a folder that is not the checkout. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script; Windows has reprise.cmd")
class StartTest {
    @TempDir
    private static Path temp;

    private static Checkout checkout;
    private static Path elsewhere;

    @BeforeAll
    static void layOut() throws IOException {
        checkout = Checkout.in(temp);
        checkout.mavenBuildsThisProgram();
        elsewhere = Files.createDirectory(temp.resolve("some where else"));
    }

    @Test
    void aLinkToTheScriptFindsTheCheckout() throws Exception {
        Path link = Files.createDirectory(temp.resolve("bin")).resolve("reprise");
        Files.createSymbolicLink(link, Path.of("../check out/reprise"));

        assertThat(checkout.start(elsewhere, System.getProperty("java.home"), link, "list")
                        .end()
                        .out())
                .contains("conv-net");
    }

    @Test
    void runsGoWhereTheCallerIsAndAnArchiveIsMade() throws Exception {
        Ended ended = real(
                "run", "mlp-512-512", "--dataset", "synthetic-digits", "--limit", "50", "--epochs", "1", "--quiet");

        assertThat(ended.code()).isZero();
        assertThat(elsewhere.resolve("runs/mlp-512-512")).isDirectory();
        assertThat(archive()).isNotEmptyFile();
        assertThat(real("describe", "mlp-512-512").out()).contains("folder   runs/mlp-512-512");
        assertThat(real("lsit").code()).isEqualTo(2);
    }

    @Test
    void anArchiveThatIsNoneIsPassedOverInSilence() throws Exception {
        real("list");
        Ended made = real("list");
        Path archive = archive();
        Files.delete(archive);
        Files.writeString(archive, "not an archive");

        assertThat(real("list")).isEqualTo(new Ended(0, made.out(), ""));
        assertThat(archive).hasContent("not an archive");
    }

    @Test
    void ctrlCReachesATraining() throws Exception {
        assumeFalse(ignoresSigint(), "these tests were started with SIGINT ignored");
        try (Started started =
                start("run", "mlp-512-512", "--dataset", "synthetic-digits", "--limit", "500", "--epochs", "100000")) {
            started.await("epoch 2/");
            started.signal("INT");
            Ended ended = started.end();

            assertThat(ended.code()).isEqualTo(130);
            assertThat(ended.out()).startsWith("interrupted");
        }
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(checkout.target())) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Ended real(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    private static Started start(String... arguments) throws IOException {
        return checkout.start(elsewhere, System.getProperty("java.home"), checkout.file("reprise"), arguments);
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
}
