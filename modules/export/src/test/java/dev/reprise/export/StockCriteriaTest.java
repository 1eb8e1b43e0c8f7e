package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.net.SavedNet;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DJL opens the programs in a process that has none of our classes but {@link StockCriteria}. */
class StockCriteriaTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource({"TORCHSCRIPT, PyTorch", "ONNX, OnnxRuntime"})
    void djlsOwnEnginesGiveTheGoldenOutputs(ExportFormat format, String engine) throws Exception {
        SavedNet saved = SampleNets.save(temp.resolve("run"), SampleNets.image());
        Path file = Files.write(temp.resolve("image." + format.extension()), format.encode(ExportedNet.of(saved)));
        float[] input = saved.golden().inputs().get(0);
        byte[] pixels = new byte[input.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) input[i];
        }
        Path image = Files.write(temp.resolve("pixels"), pixels);

        String printed = runWithoutReprise(file, engine, image);

        float[] expected = saved.golden().probabilities().get(0);
        List<Float> actual = Stream.of(printed.replaceAll("[\\[\\]\\s]", "").split(",", -1))
                .map(Float::valueOf)
                .toList();
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void theDocumentShowsTheseLines() throws IOException {
        String document = Files.readString(Path.of("../../docs/export.md"));
        String shown = document.substring(
                document.indexOf("```java\n") + 8, document.indexOf("```\n\n<!-- StockCriteriaTest"));
        assertThat(Files.readString(Path.of("src/test/java/dev/reprise/export/StockCriteria.java"))
                        .replaceAll("\\s+", " "))
                .contains(shown.strip().replaceAll("\\s+", " "));
    }

    /** Runs {@link StockCriteria} with its own class and with jars of others. */
    private String runWithoutReprise(Path file, String engine, Path image) throws IOException, InterruptedException {
        Path own = temp.resolve("own");
        Path classFile = Path.of("dev/reprise/export/StockCriteria.class");
        Files.createDirectories(own.resolve(classFile).getParent());
        Files.copy(Path.of("target/test-classes").resolve(classFile), own.resolve(classFile));
        String jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar")
                        && !Path.of(entry).getFileName().toString().startsWith("reprise-"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        own + File.pathSeparator + jars,
                        StockCriteria.class.getName(),
                        file.toString(),
                        engine,
                        image.toString())
                .redirectError(temp.resolve("errors").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(temp.resolve("errors")))
                .isZero();
        return printed;
    }
}
