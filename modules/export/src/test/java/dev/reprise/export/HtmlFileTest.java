package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.digits.Doubt;
import dev.reprise.inference.digits.Drawing;
import dev.reprise.inference.digits.PlacedDigit;
import dev.reprise.net.Golden;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Task;
import dev.reprise.testkit.Browser;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/** The page that {@code export --to html} writes, opened from the disk. */
class HtmlFileTest {
    @TempDir
    private Path temp;

    @Test
    void aNetThatTakesNoImagesIsNamed() {
        NetDescription rows = SampleNets.all().stream()
                .filter(net -> net.name().equals("rows"))
                .findFirst()
                .orElseThrow();
        ExportedNet net = ExportedNet.of(SampleNets.save(temp, rows));
        assertThatThrownBy(() -> ExportFormat.HTML.encode(net))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("html: rows has input (6)");
    }

    @Browser
    static class InABrowser {
        private static OpenedPage page;

        @TempDir
        private Path temp;

        @BeforeAll
        static void start() {
            page = new OpenedPage();
        }

        @AfterAll
        static void stop() {
            page.close();
        }

        static Stream<NetDescription> images() {
            return SampleNets.all().stream()
                    .filter(net ->
                            net.task() == Task.CLASSIFICATION && net.input().dimension() == 3);
        }

        @ParameterizedTest
        @MethodSource("images")
        void computesTheGoldenOutputs(NetDescription description) throws IOException {
            SavedNet saved = SampleNets.save(temp.resolve("run"), description);
            Golden golden = saved.golden();
            List<float[]> actual = probabilities(saved, Quantization.NONE);
            for (int i = 0; i < golden.inputs().size(); i++) {
                assertThat(actual.get(i)).containsExactly(golden.probabilities().get(i), within(1e-5f));
            }
        }

        @ParameterizedTest
        @MethodSource("images")
        void computesWithQuantizedWeightsWhatTheRestoredNetDoes(NetDescription description) throws IOException {
            SavedNet saved = SampleNets.save(temp.resolve("run"), description);
            for (Quantization quantization : List.of(Quantization.FLOAT16, Quantization.INT8)) {
                List<float[]> expected = QuantizationTest.restoredProbabilities(
                        ExportedNet.of(saved).quantized(quantization),
                        temp.resolve(quantization + "-restored"),
                        saved.golden().inputs());
                List<float[]> actual = probabilities(saved, quantization);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-5f));
                }
            }
        }

        @Test
        void placesDrawingsAsJavaDoes() throws IOException {
            page.open(export(SampleNets.save(temp.resolve("run"), SampleNets.image()), Quantization.NONE), 800);
            Random random = new Random(3);
            int several = 0;
            int equal = 0;
            for (int i = 0; i < 60; i++) {
                PixelImage drawing = drawing(random);
                PlacedDigit expected = Drawing.place(drawing);
                Map<?, ?> placed = (Map<?, ?>) page.run(
                        "return reprise.placed({ values: Uint8Array.from(arguments[0]), width: 112, height: 112 })",
                        OpenedPage.numbers(drawing.luma()));
                float[] actual = OpenedPage.floats(placed.get("values"));
                float[] wanted = OpenedPage.floats(OpenedPage.numbers(expected.pixels()));
                for (int pixel = 0; pixel < wanted.length; pixel++) {
                    // Equal but where ink is wider than any stroke, which Java takes for paper in part.
                    assertThat(actual[pixel])
                            .as("drawing %d, pixel %d", i, pixel)
                            .isCloseTo(wanted[pixel], within(2f));
                }
                equal += Arrays.equals(actual, wanted) ? 1 : 0;
                assertThat(placed.get("doubt"))
                        .as("doubt of drawing %d", i)
                        .isEqualTo(expected.doubt().map(Doubt::code).orElse(null));
                several += expected.doubt().isPresent() ? 1 : 0;
            }
            assertThat(several).isBetween(1, 59);
            assertThat(equal).isGreaterThanOrEqualTo(57);
            assertThat(page.complaints()).isEmpty();
        }

        @Test
        void classifiesAPictureAsJavaDoes() throws IOException {
            NetDescription color = images().filter(net -> net.name().equals("color"))
                    .findFirst()
                    .orElseThrow();
            SavedNet saved = SampleNets.save(temp.resolve("run"), color);
            BufferedImage picture = new BufferedImage(17, 13, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(8);
            for (int i = 0; i < 17 * 13; i++) {
                picture.setRGB(i % 17, i / 17, random.nextInt(1 << 24));
            }
            Path file = temp.resolve("picture.png");
            ImageIO.write(picture, "png", file.toFile());

            page.open(export(saved, Quantization.NONE), 1000);
            page.driver().findElement(By.id("file")).sendKeys(file.toString());
            page.waitFor("document.getElementById('answer').dataset.empty === 'false'");

            try (Classifier classifier = Classifier.load(saved, Device.cpu())) {
                Prediction expected = classifier.classify(Images.read(file));
                assertThat(page.driver().findElement(By.id("answer")).getText()).isEqualTo(expected.className());
                assertThat(page.driver()
                                .findElement(By.cssSelector(".best .bar-value"))
                                .getText())
                        .isEqualTo("%.1f%%".formatted(100 * expected.probability()));
            }
            assertThat(page.complaints()).isEmpty();
        }

        private Path export(SavedNet saved, Quantization quantization) throws IOException {
            return Files.write(
                    temp.resolve(quantization + ".html"),
                    ExportFormat.HTML.encode(ExportedNet.of(saved).quantized(quantization)));
        }

        private List<float[]> probabilities(SavedNet saved, Quantization quantization) throws IOException {
            page.open(export(saved, quantization), 800);
            List<float[]> all = new ArrayList<>();
            for (float[] input : saved.golden().inputs()) {
                all.add(page.probabilities(input));
            }
            assertThat(page.complaints()).isEmpty();
            return all;
        }

        /** One to three strokes, thin or wide, light on black. */
        private static PixelImage drawing(Random random) {
            BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            for (int stroke = random.nextInt(3); stroke >= 0; stroke--) {
                Path2D path = new Path2D.Double();
                path.moveTo(20 + random.nextInt(70), 20 + random.nextInt(70));
                for (int i = random.nextInt(4); i >= 0; i--) {
                    path.quadTo(
                            20 + random.nextInt(70),
                            20 + random.nextInt(70),
                            20 + random.nextInt(70),
                            20 + random.nextInt(70));
                }
                graphics.setStroke(
                        new BasicStroke(2 + random.nextInt(8), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(path);
            }
            graphics.dispose();
            return PixelImage.gray(112, 112, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        }
    }
}
