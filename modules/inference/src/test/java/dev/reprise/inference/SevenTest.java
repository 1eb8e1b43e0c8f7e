package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/Seven.java. */
class SevenTest {
    @Test
    void theDocumentedProgramReadsADigit(@TempDir Path temp) throws IOException, InterruptedException {
        Path file = TestImages.write(temp.resolve("digit.png"), TestImages.asInMnist(1));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "../../docs/Seven.java",
                        SmallNets.digits(temp.resolve("run")).toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).contains("ClassProbability[name=");
    }
}
