package dev.reprise.inference.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.reprise.data.DataException;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.StrokeFont;
import dev.reprise.inference.TestImages;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A digit in a picture as people take it becomes nearly the input that the same digit on clean paper becomes. */
class InkTest {
    private static final int SIDE = 400;
    private static final double ALIKE =
            0.8; // the cosine of the angle between two inputs; a shift by one pixel costs up to 0.2

    static Stream<Arguments> scenes() {
        return Stream.of(
                drawn("a frame along the edge", pen -> pen.drawRect(1, 1, SIDE - 3, SIDE - 3)),
                drawn("the lines of a table", pen -> pen.drawRect(11, 11, SIDE - 22, SIDE - 22)),
                drawn("the thick lines of a table", pen -> {
                    pen.setStroke(new BasicStroke(13));
                    pen.drawLine(30, 0, 30, SIDE);
                    pen.drawLine(0, 370, SIDE, 372);
                }),
                drawn("a box around the digit", pen -> pen.drawRect(60, 50, 280, 300)),
                drawn("a circle around the digit", pen -> pen.drawOval(40, 40, 320, 320)),
                drawn("a line under the digit", pen -> pen.drawLine(60, 340, 340, 338)),
                drawn("a speck in a corner", pen -> pen.fillRect(8, 12, 5, 5)),
                drawn("ruled paper", pen -> lines(pen, 60, false)),
                drawn("squared paper", pen -> lines(pen, 40, true)),
                drawn("a table left of the sheet", pen -> pen.fillRect(0, 0, 70, SIDE)),
                arguments("white in a white frame", (UnaryOperator<BufferedImage>) image ->
                        inverted(with(image, pen -> pen.drawRect(1, 1, SIDE - 3, SIDE - 3)))),
                changed("a shadow to the right", image -> lit(image, (x, y) -> 0.95 - 0.5 * x)),
                changed("a shadow with a sharp edge", image -> lit(image, (x, y) -> x < 0.5 ? 0.9 : 0.45)),
                changed(
                        "the light of a lamp",
                        image -> lit(
                                image,
                                (x, y) ->
                                        0.3 + 0.65 * Math.exp(-((x - 0.4) * (x - 0.4) + (y - 0.4) * (y - 0.4)) / 0.4))),
                changed("a sheet on a dark table", image -> onTable(image, 0)),
                changed("a turned sheet on a dark table", image -> onTable(image, 0.08)),
                changed("yellow on white", image -> colored(image, new Color(250, 220, 40), Color.WHITE)),
                changed("red on green", image -> colored(image, new Color(220, 60, 60), new Color(40, 150, 60))),
                changed("transparent paper, white ink", InkTest::whiteOnTransparent));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void aDigitIsFoundIn(String name, UnaryOperator<BufferedImage> scene) {
        List<String> unlike = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) {
            BufferedImage clean = digit(digit, 20);
            byte[] expected = Drawing.place(picture(clean)).pixels();
            PixelImage picture = picture(scene.apply(clean));
            double alone = cosine(Drawing.place(picture).pixels(), expected);
            if (alone < ALIKE) {
                unlike.add("%d: %.2f".formatted(digit, alone));
            }
            if (digit % 3 == 0) {
                List<byte[]> row = DigitRow.of(picture).mostConfidentCut(digits -> digits.size() == 1 ? 1 : 0);
                if (row.size() != 1 || cosine(row.get(0), expected) < ALIKE) {
                    unlike.add("%d in a row of %d".formatted(digit, row.size()));
                }
            }
        }
        assertThat(unlike).isEmpty();
    }

    @Test
    void thinStrokesBecomeAsStrongAsThoseOfAPen() {
        for (int digit = 0; digit < 10; digit++) {
            for (int width : new int[] {1, 2, 4}) {
                byte[] placed = Drawing.place(picture(digit(digit, width))).pixels();
                assertThat(strongest(placed)).isGreaterThan(180);
                assertThat(cosine(
                                placed, Drawing.place(picture(digit(digit, 22))).pixels()))
                        .as("%d, %d pixels", digit, width)
                        .isGreaterThan(0.65);
            }
        }
    }

    @Test
    void aSquareInATinyPictureIsRefusedInOneLine() {
        BufferedImage tiny = TestImages.filled(4, 4, Color.WHITE);
        tiny.setRGB(1, 1, 0);
        tiny.setRGB(2, 1, 0);
        tiny.setRGB(1, 2, 0);
        tiny.setRGB(2, 2, 0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Drawing.place(picture(tiny)))
                .withMessageStartingWith("no ink found");
    }

    @Test
    @Timeout(20) // seconds: comparing all 70,000 specks with one another took 36
    void tensOfThousandsOfSpecksAreRefusedSoon() {
        BufferedImage noise = TestImages.filled(1200, 1200, Color.WHITE);
        Random random = new Random(1);
        for (int i = 0; i < 86_000; i++) {
            noise.setRGB(random.nextInt(1200), random.nextInt(1200), 0);
        }
        PixelImage picture = picture(noise);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Drawing.place(picture))
                .withMessageContaining("separate strokes");
    }

    @Test
    void whatMayBeNoDigitIsReadWithADoubt() {
        assertThat(Drawing.place(picture(digit(4, 20))).doubt()).isEmpty();
        assertThat(doubtOf(with(digit(4, 20), pen -> pen.fillOval(350, 100, 45, 180))))
                .contains(Doubt.SEVERAL_DIGITS);
        assertThat(doubtOf(with(TestImages.filled(SIDE, SIDE, Color.WHITE), pen -> pen.fillRect(40, 180, 300, 20))))
                .contains(Doubt.TOO_WIDE);
        assertThat(doubtOf(with(TestImages.filled(SIDE, SIDE, Color.WHITE), pen -> pen.fillRect(140, 130, 100, 110))))
                .contains(Doubt.BLOT);
        assertThat(doubtOf(colored(digit(4, 20), new Color(225, 225, 225), new Color(250, 250, 250))))
                .contains(Doubt.FAINT_INK);
    }

    private static Optional<Doubt> doubtOf(BufferedImage image) {
        return Drawing.place(picture(image)).doubt();
    }

    private static Arguments drawn(String name, Consumer<Graphics2D> around) {
        return changed(name, image -> with(image, around));
    }

    private static Arguments changed(String name, UnaryOperator<BufferedImage> change) {
        return arguments(name, change);
    }

    private static BufferedImage digit(int digit, int stroke) {
        BufferedImage image = TestImages.filled(SIDE, SIDE, Color.WHITE);
        Graphics2D pen = StrokeFont.pen(image, Color.BLACK);
        pen.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new StrokeFont(digit).path(digit, 190, 205, 200));
        pen.dispose();
        return image;
    }

    private static BufferedImage with(BufferedImage image, Consumer<Graphics2D> drawing) {
        BufferedImage copy = TestImages.filled(SIDE, SIDE, Color.WHITE);
        Graphics2D pen = copy.createGraphics();
        pen.drawImage(image, 0, 0, null);
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(3));
        drawing.accept(pen);
        pen.dispose();
        return copy;
    }

    private static void lines(Graphics2D pen, int apart, boolean squared) {
        pen.setColor(new Color(0, 0, 0, 120));
        pen.setStroke(new BasicStroke(2));
        for (int at = apart / 2; at < SIDE; at += apart) {
            pen.drawLine(0, at, SIDE, at);
            if (squared) {
                pen.drawLine(at, 0, at, SIDE);
            }
        }
    }

    /** The picture under a light that shines on each place, in shares of the sides, with this strength. */
    private static BufferedImage lit(BufferedImage image, DoubleBinaryOperator light) {
        Random noise = new Random(1);
        return each(image, (x, y, value) -> {
            double reflected = 0.2 + 0.8 * value;
            return gray(255 * reflected * light.applyAsDouble((double) x / SIDE, (double) y / SIDE)
                    + 3 * noise.nextGaussian());
        });
    }

    private static BufferedImage inverted(BufferedImage image) {
        return each(image, (x, y, value) -> gray(255 * (1 - value)));
    }

    private static BufferedImage colored(BufferedImage image, Color ink, Color paper) {
        return each(
                image,
                (x, y, value) -> 255 << 24
                        | mixed(ink.getRed(), paper.getRed(), value) << 16
                        | mixed(ink.getGreen(), paper.getGreen(), value) << 8
                        | mixed(ink.getBlue(), paper.getBlue(), value));
    }

    private static BufferedImage whiteOnTransparent(BufferedImage image) {
        return each(image, (x, y, value) -> (int) Math.round(255 * (1 - value)) << 24 | 0xFFFFFF);
    }

    private static BufferedImage onTable(BufferedImage sheet, double turn) {
        BufferedImage table = TestImages.filled(600, 620, new Color(60, 50, 45));
        Graphics2D pen = StrokeFont.pen(table, Color.BLACK);
        pen.rotate(turn, 300, 300);
        pen.drawImage(sheet, 110, 90, null);
        pen.dispose();
        return table;
    }

    private interface Pixel {
        /** Opacity, red, green and blue for the value of a gray pixel, in 0–1. */
        int argb(int x, int y, double value);
    }

    private static BufferedImage each(BufferedImage image, Pixel pixel) {
        BufferedImage result = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                result.setRGB(x, y, pixel.argb(x, y, (image.getRGB(x, y) & 0xFF) / 255.0));
            }
        }
        return result;
    }

    private static int gray(double value) {
        int level = (int) Math.max(0, Math.min(255, value));
        return 255 << 24 | level * 0x010101;
    }

    private static int mixed(int ink, int paper, double value) {
        return (int) Math.round(ink + (paper - ink) * value);
    }

    private static PixelImage picture(BufferedImage image) {
        return Images.read("scene", TestImages.encoded(image, "png"));
    }

    private static int strongest(byte[] pixels) {
        int strongest = 0;
        for (byte pixel : pixels) {
            strongest = Math.max(strongest, pixel & 0xFF);
        }
        return strongest;
    }

    private static double cosine(byte[] a, byte[] b) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) (a[i] & 0xFF) * (b[i] & 0xFF);
            squaresOfA += (double) (a[i] & 0xFF) * (a[i] & 0xFF);
            squaresOfB += (double) (b[i] & 0xFF) * (b[i] & 0xFF);
        }
        return product / Math.sqrt(squaresOfA * squaresOfB);
    }
}
