package dev.reprise.export;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.onnxruntime.OrtException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.Net;
import dev.reprise.net.SavedNet;
import dev.reprise.testkit.Browser;
import dev.reprise.testkit.KnownNets;
import dev.reprise.testkit.RealData;
import dev.reprise.testkit.Slow;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/** The net of conv-net, exported, on 1,000 test images of MNIST. */
@RealData
@Slow
class ExportedDigitsTest {
    private static final int IMAGES = 1000;

    @TempDir
    private static Path temp;

    private static SavedNet saved;
    private static List<byte[]> images;
    private static List<float[]> probabilities;

    @BeforeAll
    static void train() {
        Experiment experiment = Experiment.named("exported")
                .text("none", "none")
                .lookFor("nothing")
                .dataset("mnist")
                .preprocessing(normalized(0.1307, 0.3081))
                .net(Net.parse(KnownNets.CONV_NET).layers())
                .initialValues(pytorchDefaults())
                .criterion(negativeLogLikelihood())
                .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
                .batchSize(64)
                .order(SHUFFLED)
                .epochs(1)
                .build();
        Path data = Path.of(System.getenv("REPRISE_DATA"));
        RunOptions options = new RunOptions(Optional.of(data), OptionalInt.of(6000), 1, "cpu", OptionalInt.of(1), temp);
        saved = SavedNet.open(Run.run(Trial.of(experiment), Overrides.none(), options, Progress.silent(), () -> false)
                .folder());
        ImageSet test = Datasets.of(Optional.of(data)).load("mnist", 1).test();
        images = IntStream.range(0, IMAGES).mapToObj(test::pixels).toList();
        try (LoadedNet net = saved.load(Device.cpu())) {
            probabilities = net.imageProbabilities(images);
        }
    }

    @Test
    void onnxRuntimeGivesTheSameProbabilities() throws OrtException {
        List<float[]> inputs = images.stream().map(ExportedDigitsTest::floats).toList();
        float[][] actual = OnnxFileTest.outputs(ExportedNet.of(saved), inputs);
        for (int i = 0; i < IMAGES; i++) {
            for (int c = 0; c < 10; c++) {
                assertThat(Math.abs(actual[i][c] - probabilities.get(i)[c])).isLessThan(1e-5f);
            }
        }
    }

    @Browser
    @Test
    void thePageGivesTheSameClasses() throws IOException {
        try (OpenedPage page = new OpenedPage()) {
            Path file = temp.resolve("conv-net.html");
            Files.write(file, ExportFormat.HTML.encode(ExportedNet.of(saved).quantized(Quantization.FLOAT16)));
            assertThat(Files.size(file)).isLessThan(3_000_000);
            page.open(file, 1400);

            assertThat(classes(page))
                    .isEqualTo(
                            probabilities.stream().map(ExportedDigitsTest::best).toList());
            double median = medianMilliseconds(page);
            System.out.printf(Locale.ROOT, "page: %,d bytes, %.1f ms per answer%n", Files.size(file), median);
            assertThat(median).isLessThan(100);

            draw(page);
            assertThat(page.driver().findElement(By.id("answer")).getText()).isEqualTo("7");
            Files.write(
                    Files.createDirectories(Path.of("target", "screenshots")).resolve("exported.png"),
                    page.driver().getScreenshotAs(OutputType.BYTES));
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** The classes of all images, a hundred at a time: a script may take half a minute. */
    private static List<Long> classes(OpenedPage page) {
        List<Long> classes = new ArrayList<>();
        for (int from = 0; from < IMAGES; from += 100) {
            List<String> pixels = images.subList(from, from + 100).stream()
                    .map(Base64.getEncoder()::encodeToString)
                    .toList();
            List<?> some = (List<?>) page.driver().executeAsyncScript("""
                            const done = arguments[1];
                            reprise.net.then((net) => done(arguments[0].map((text) => {
                              const values = net.probabilities(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
                              return values.indexOf(Math.max(...values));
                            })));""", pixels);
            some.forEach(each -> classes.add((Long) each));
        }
        return classes;
    }

    private static double medianMilliseconds(OpenedPage page) {
        Object median = page.driver().executeAsyncScript("""
                        const done = arguments[0];
                        reprise.net.then((net) => {
                          const times = Array.from({ length: 21 }, () => {
                            const start = performance.now();
                            net.probabilities(new Uint8Array(784));
                            return performance.now() - start;
                          });
                          done(times.sort((a, b) => a - b)[10]);
                        });""");
        return ((Number) median).doubleValue();
    }

    /** A seven, by the mouse. */
    private static void draw(OpenedPage page) {
        WebElement sheet = page.driver().findElement(By.cssSelector(".sheet canvas"));
        double[][] points = {{-0.2, -0.25}, {0, -0.25}, {0.2, -0.25}, {0.1, 0}, {0, 0.25}};
        for (int i = 0; i < points.length; i++) {
            page.mouse(i == 0 ? "mousePressed" : "mouseMoved", sheet, points[i][0], points[i][1]);
        }
        page.mouse("mouseReleased", sheet, 0, 0.25);
        page.waitFor("document.getElementById('answer').dataset.empty === 'false'"
                + " && document.getElementById('bars').ariaBusy === 'false'");
    }

    private static long best(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static float[] floats(byte[] pixels) {
        float[] floats = new float[pixels.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = pixels[i] & 0xFF;
        }
        return floats;
    }
}
