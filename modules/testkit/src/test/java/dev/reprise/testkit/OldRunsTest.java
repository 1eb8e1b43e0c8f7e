package dev.reprise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldRunsTest {
    @TempDir
    private Path temp;

    @Test
    void everyFileIsCopied() {
        OldRuns old = OldRuns.copyTo(temp);
        assertThat(old.runs()).hasSize(58);
        assertThat(old.run("mlp-30-fixed").resolve("model/mlp-30-fixed-0000.params"))
                .hasSize(96_042);
        assertThat(old.run("linear").resolve("checkpoint/arrays.bin")).hasSize(94_200);
        assertThat(old.sweep("k-fold").resolve("sweep.csv")).isRegularFile();
        assertThat(old.printed().resolve("report.csv")).isNotEmptyFile();
    }

    @Test
    void theyAreCopiedFromInsideAJarToo() throws IOException {
        Path jar = temp.resolve("testkit.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String name : List.of("runs-120da67/out/a/1-seed1/epochs.csv", "runs-120da67/printed/a.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        OldRuns old = OldRuns.copy(jar, temp.resolve("copied"));
        assertThat(old.run("a").resolve("epochs.csv")).content().isEqualTo("runs-120da67/out/a/1-seed1/epochs.csv");
        assertThat(old.printed().resolve("a.txt")).isRegularFile();
    }

    @Test
    void noRecordedTextHoldsAPathOfTheMachineThatMadeIt() throws IOException {
        OldRuns old = OldRuns.copyTo(temp);
        for (Path folder : List.of(old.out(), old.printed())) {
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile).filter(OldRunsTest::isText))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(Files.readString(file))
                                .doesNotContainPattern("/(home|root|tmp|work|Users)/|[A-Z]:\\\\"));
            }
        }
    }

    private static boolean isText(Path file) {
        return !file.toString().matches(".*\\.(params|npy|bin)");
    }
}
