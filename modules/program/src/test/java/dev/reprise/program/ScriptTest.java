package dev.reprise.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.reprise.program.Started.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code reprise}: how it finds Java, when it builds, what it hands on. Java and Maven are stand-ins here. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script; Windows has reprise.cmd")
class ScriptTest {
    @TempDir
    private Path temp;

    private Checkout checkout;
    private Path elsewhere;

    @BeforeEach
    void layOut() throws IOException {
        checkout = Checkout.in(temp);
        elsewhere = Files.createDirectory(temp.resolve("some where else"));
    }

    @Test
    void theFirstUseBuildsAndSaysSoInALine() throws Exception {
        Ended first = fake("list");

        assertThat(first.err())
                .startsWith("reprise: building for the first use (about ")
                .hasLineCount(1);
        assertThat(fake("list").err()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void argumentsAndTheExitCodeAreHandedOn() throws Exception {
        Ended ended = fake("run", "two words", "", "*", "$HOME", "'\"");

        assertThat(ended.out()).endsWith("reprise.jar][run][two words][][*][$HOME]['\"]");
        assertThat(ended.code()).isEqualTo(7);
    }

    @Test
    void aSavedSourceOrANewCommitIsBuilt() throws Exception {
        fake();
        checkout.write("modules/program/src/main/java/Some.java", "changed");
        assertThat(fake().err()).startsWith("reprise: building what changed");
        checkout.write(".git/logs/HEAD", "changed");
        fake();
        fake();

        assertThat(checkout.builds()).isEqualTo(3);
    }

    @Test
    void theOptionBuildBuildsAndStartsNothing() throws Exception {
        fake();
        Ended ended = fake("--build");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatFailsShowsWhatMavenSaidLastAndIsTriedAgain() throws Exception {
        checkout.maven("seq 100; exit 1");

        Ended ended = fake("list");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("\n99\n100\nreprise: the build failed; its whole output: " + checkout.target())
                .doesNotContain("\n50\n");
        fake("list");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        checkout.maven("sleep 1; mkdir -p modules/program/target; touch modules/program/target/reprise.jar");
        String java = checkout.java("21");
        List<Started> both = List.of(start(java), start(java));

        for (Started one : both) {
            assertThat(one.end().code()).isEqualTo(7);
        }
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void theLockOfAProcessThatIsGoneIsNoObstacle() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(checkout.target());
        Files.createSymbolicLink(checkout.target().resolve("building"), Path.of(Long.toString(gone.pid())));

        assertThat(fake().code()).isEqualTo(7);
        assertThat(checkout.target().resolve("building")).doesNotExist();
    }

    @Test
    void aStoppedBuildEndsMavenAndTheScript() throws Exception {
        checkout.maven("echo $$ > started; mv started maven; exec sleep 60");
        Started started = start(checkout.java("21"));
        while (!Files.exists(checkout.file("maven"))) {
            Thread.sleep(5);
        }
        started.signal("TERM");

        assertThat(started.end().code()).isEqualTo(143);
        assertThat(ProcessHandle.of(
                        Long.parseLong(Files.readString(checkout.file("maven")).strip())))
                .isEmpty();
        assertThat(checkout.target().resolve("building")).doesNotExist();
    }

    @Test
    void aCheckoutThatCannotBeWrittenToIsUsedAsItIs() throws Exception {
        fake();
        checkout.write("modules/program/src/main/java/Some.java", "changed");
        Files.setPosixFilePermissions(checkout.target(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(checkout.target()), "root may write everywhere");
            Ended ended = fake();

            assertThat(ended.err()).isEmpty();
            assertThat(ended.code()).isEqualTo(7);
            assertThat(checkout.builds()).isEqualTo(1);
        } finally {
            Files.setPosixFilePermissions(checkout.target(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void anOldJavaIsOneLineThatSaysWhatToDo() throws Exception {
        for (String version : List.of("11.0.2", "1.8.0_392")) {
            Ended ended = start(checkout.java(version), "list").end();

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .startsWith(
                            "reprise: Java 17 or later is needed, found " + version + ": install one, or set JAVA_HOME")
                    .hasLineCount(1);
        }
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void noJavaIsOneLineThatSaysWhatToDo() throws Exception {
        Ended wrong = start(temp.resolve("nowhere").toString()).end();
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("reprise: JAVA_HOME has no bin/java").hasLineCount(1);

        Ended none = Started.in(
                        elsewhere,
                        Map.of("JAVA_HOME", "", "PATH", elsewhere.toString()),
                        List.of(checkout.file("reprise").toString()))
                .end();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .startsWith("reprise: no Java found: install a JDK 17")
                .hasLineCount(1);
    }

    private Ended fake(String... arguments) throws IOException, InterruptedException {
        return start(checkout.java("21"), arguments).end();
    }

    private Started start(String javaHome, String... arguments) throws IOException {
        return checkout.start(elsewhere, javaHome, checkout.file("reprise"), arguments);
    }
}
