package dev.reprise.inference.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.DataException;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.StrokeFont;
import dev.reprise.inference.TestImages;
import dev.reprise.inference.TrainedNet;
import dev.reprise.net.NetException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitRowTest {
    private static final Color PAPER = new Color(250, 248, 240);
    private static final Color PEN = new Color(30, 40, 90);

    private static Classifier classifier;

    @BeforeAll
    static void open() {
        classifier = Classifier.open(TrainedNet.syntheticDigits(), "cpu");
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void readsDigitsFromLeftToRight() {
        assertThat(read(StrokeFont.row("2048", 110, PEN, PAPER))).isEqualTo("2048");
        assertThat(read(StrokeFont.row("7193650", 110, PEN, PAPER))).isEqualTo("7193650");
    }

    @Test
    void readsLightOnDark() {
        assertThat(read(StrokeFont.row("3057", 110, Color.WHITE, new Color(20, 60, 40))))
                .isEqualTo("3057");
    }

    @Test
    void readsOneDigitLikeAWholeDrawing() {
        PixelImage eight = picture(StrokeFont.row("8", 110, PEN, PAPER));
        assertThat(classifier.prepareDigits(eight))
                .singleElement()
                .satisfies(input -> assertThat(input.pixels())
                        .isEqualTo(classifier.prepare(eight, InputFit.DRAWING).pixels()));
    }

    @Test
    void cutsDigitsThatTouchApart() {
        for (String digits : List.of("53", "82", "92")) {
            BufferedImage touching = StrokeFont.row(digits, 52, PEN, PAPER);
            assertThat(Ink.of(picture(touching)).parts()).hasSize(1);
            assertThat(read(touching)).isEqualTo(digits);
        }
    }

    @Test
    void threeDigitsThatTouchAreCutWhereTheyTouch() {
        BufferedImage touching = StrokeFont.row("264", 52, PEN, PAPER);
        List<NetInput> pieces =
                DigitRow.of(picture(touching)).mostConfidentCut(digits -> digits.size() == 3 ? 1 : 0.1).stream()
                        .map(pixels -> NetInput.of(Drawing.SHAPE, pixels))
                        .toList();
        assertThat(classifier.classifyInputs(pieces))
                .extracting(Prediction::className)
                .containsExactly("2", "6", "4");
    }

    @Test
    void aFiveAndItsDetachedBarAreOneDigit() {
        BufferedImage image = StrokeFont.row("1", 110, PEN, PAPER);
        BufferedImage wide = TestImages.filled(420, 160, PAPER);
        Graphics2D pen = StrokeFont.pen(wide, PEN);
        pen.drawImage(image, 0, 0, null);
        pen.drawPolyline(new int[] {190, 186}, new int[] {40, 72}, 2);
        pen.draw(new java.awt.geom.QuadCurve2D.Double(186, 72, 235, 62, 230, 98));
        pen.draw(new java.awt.geom.QuadCurve2D.Double(230, 98, 224, 136, 176, 122));
        pen.drawLine(205, 26, 242, 22); // the bar, to the right of the stroke that it belongs to, and not touching it
        pen.draw(new StrokeFont(3).path(2, 330, 80, StrokeFont.HEIGHT));
        pen.dispose();
        assertThat(Ink.of(picture(wide)).parts()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(read(wide)).isEqualTo("152");
    }

    @Test
    void readsAPhotographOfUnevenDirtyPaper() {
        BufferedImage photo = StrokeFont.row("40817", 115, PEN, PAPER);
        Random random = new Random(11);
        int width = photo.getWidth();
        int height = photo.getHeight();
        for (int speck = 0; speck < 40; speck++) {
            Graphics2D pen = StrokeFont.pen(photo, Color.DARK_GRAY);
            pen.fillOval(random.nextInt(width), random.nextInt(height), 4, 4);
            pen.dispose();
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Color color = new Color(photo.getRGB(x, y));
                double light = 1 - 0.55 * x / width - 0.15 * y / height; // the far corner has a third of the light
                double noise = 7 * random.nextGaussian();
                photo.setRGB(
                        x,
                        y,
                        new Color(
                                        dim(color.getRed(), light, noise),
                                        dim(color.getGreen(), light, noise),
                                        dim(color.getBlue(), light, noise))
                                .getRGB());
            }
        }
        PixelImage jpeg = Images.read("photo", TestImages.encoded(photo, "jpg"));
        assertThat(text(jpeg)).isEqualTo("40817");
    }

    @Test
    void aLargePhotographIsReadAsTheSmallOne() {
        BufferedImage small = StrokeFont.row("926", 110, PEN, PAPER);
        BufferedImage large =
                new BufferedImage(small.getWidth() * 8, small.getHeight() * 8, BufferedImage.TYPE_INT_RGB);
        large.createGraphics().drawImage(small, 0, 0, large.getWidth(), large.getHeight(), null);
        assertThat(read(large)).isEqualTo("926");
    }

    @Test
    void aPictureWithoutARowOfDigitsIsRefusedInOneLine() {
        refuses(TestImages.filled(300, 100, PAPER), "no ink found: the pixels differ from the paper by at most 0");
        BufferedImage line = TestImages.filled(900, 100, PAPER);
        Graphics2D pen = StrokeFont.pen(line, PEN);
        pen.drawLine(50, 50, 850, 50);
        pen.dispose();
        refuses(line, "not a row of digits: one stroke is ");
        BufferedImage dots = TestImages.filled(900, 300, PAPER);
        Graphics2D fine = StrokeFont.pen(dots, PEN);
        for (int i = 0; i < 300; i++) {
            fine.fillRect(i % 30 * 30 + 10, i / 30 * 30 + 10, 8, 8);
        }
        fine.dispose();
        refuses(dots, "not a row of digits: the picture has ");
    }

    @Test
    void aRowNeedsANetTrainedOnDigits(@TempDir Path temp) {
        try (Classifier colors = Classifier.open(SmallNets.colors(temp), "cpu")) {
            assertThatExceptionOfType(NetException.class)
                    .isThrownBy(() -> colors.classifyDigits(picture(StrokeFont.row("12", 110, PEN, PAPER))))
                    .withMessageStartingWith("a row of digits needs a net trained on digits with input (1, 28, 28)");
        }
    }

    private static int dim(int value, double light, double noise) {
        return (int) Math.max(0, Math.min(255, value * light + noise));
    }

    private static void refuses(BufferedImage image, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(image))
                .withMessageStartingWith(message);
    }

    private static String read(BufferedImage image) {
        return text(picture(image));
    }

    private static String text(PixelImage picture) {
        return classifier.classifyDigits(picture).stream()
                .map(prediction -> prediction.best().name())
                .collect(Collectors.joining());
    }

    private static PixelImage picture(BufferedImage image) {
        return Images.read("made", TestImages.encoded(image, "png"));
    }
}
