package dev.reprise.inference.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.TestImages;
import dev.reprise.testkit.RealData;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final BufferedImage BLACK_ON_WHITE = TestImages.seven(200, 150, 20, 30, Color.BLACK, Color.WHITE);

    @Test
    void aGray28By28PictureAsInMnistPassesUnchanged() {
        for (int seed = 0; seed < 20; seed++) {
            PixelImage picture = picture(TestImages.asInMnist(seed));
            assertThat(Drawing.place(picture).pixels()).containsExactly(picture.luma());
        }
    }

    @RealData
    @Test
    void everyTestImageOfMnistPassesUnchanged() {
        Path data = Path.of(System.getenv("REPRISE_DATA"));
        ImageSet test = Datasets.of(Optional.of(data)).load("mnist", 0).test();
        for (int i = 0; i < test.size(); i++) {
            assertThat(Drawing.place(PixelImage.gray(28, 28, test.pixels(i))).pixels())
                    .isEqualTo(test.pixels(i));
        }
    }

    @Test
    void aGray28By28PictureOnWhiteIsInvertedAndNotMoved() {
        byte[] light = picture(TestImages.asInMnist(1)).luma();
        byte[] dark = light.clone();
        for (int i = 0; i < dark.length; i++) {
            dark[i] = (byte) (255 - (light[i] & 0xFF));
        }
        assertThat(Drawing.place(PixelImage.gray(28, 28, dark)).pixels()).containsExactly(light);
    }

    @Test
    void aDigitInTheCornerOf28By28IsPlacedAsInALargerPicture() {
        byte[] corner = new byte[784];
        for (int y = 1; y < 11; y++) {
            for (int x = 2; x < 6; x++) {
                corner[28 * y + x] = (byte) 255;
            }
        }
        byte[] enlarged = new byte[784 * 4];
        for (int i = 0; i < enlarged.length; i++) {
            enlarged[i] = corner[28 * (i / 56 / 2) + i % 56 / 2];
        }
        byte[] fed = Drawing.place(PixelImage.gray(28, 28, corner)).pixels();
        assertThat(fed)
                .containsExactly(
                        Drawing.place(PixelImage.gray(56, 56, enlarged)).pixels());
        assertThat(extent(fed, true)).isEqualTo(20);
        assertThat(centre(fed, true)).isCloseTo(14.5, within(0.5));
        assertThat(centre(fed, false)).isCloseTo(14.5, within(0.5));
    }

    @Test
    void aDigitThatFills28By28IsScaledToTwenty() {
        byte[] large = new byte[784];
        for (int y = 2; y < 27; y++) {
            large[28 * y + 14] = (byte) 255;
        }
        assertThat(extent(Drawing.place(PixelImage.gray(28, 28, large)).pixels(), true))
                .isEqualTo(20);
    }

    @Test
    void anEnlargedMnistPictureIsScaledBackToTheOriginal() {
        byte[] original = new byte[784];
        for (int y = 5; y < 25; y++) {
            for (int x = 11; x < 18; x++) {
                original[28 * y + x] = (byte) 200; // a bar whose mass is in pixel (14, 14)
            }
        }
        original[28 * 11 + 12] = (byte) 255;
        byte[] enlarged = new byte[784 * 49];
        for (int i = 0; i < enlarged.length; i++) {
            enlarged[i] = original[28 * (i / 196 / 7) + i % 196 / 7];
        }
        assertThat(Drawing.place(PixelImage.gray(196, 196, enlarged)).pixels()).containsExactly(original);
    }

    @Test
    void blackOnWhiteBecomesWhiteOnBlack() {
        byte[] fed = Drawing.place(picture(BLACK_ON_WHITE)).pixels();
        BufferedImage inverted = TestImages.seven(200, 150, 20, 30, Color.WHITE, Color.BLACK);
        assertThat(Drawing.place(picture(inverted)).pixels()).containsExactly(fed);
    }

    @Test
    void grayPencilOnGrayPaperIsTreatedAsBlackOnWhite() {
        byte[] fed = Drawing.place(picture(BLACK_ON_WHITE)).pixels();
        BufferedImage pencil = TestImages.seven(200, 150, 20, 30, new Color(120, 120, 120), new Color(220, 220, 220));
        byte[] fedOfPencil = Drawing.place(picture(pencil)).pixels();
        for (int i = 0; i < fed.length; i++) {
            assertThat(fedOfPencil[i] & 0xFF).isCloseTo(fed[i] & 0xFF, within(3)); // rounding at the stroke's edge
        }
    }

    @Test
    void inkAnywhereIsCenteredByItsMass() {
        byte[] fed = Drawing.place(picture(BLACK_ON_WHITE)).pixels();
        BufferedImage elsewhere = TestImages.seven(640, 480, 555, 380, Color.BLACK, Color.WHITE);
        assertThat(Drawing.place(picture(elsewhere)).pixels()).containsExactly(fed);
        assertThat(centre(fed, true)).isCloseTo(14.5, within(0.5));
        assertThat(centre(fed, false)).isCloseTo(14.5, within(0.5));
    }

    @Test
    void theLongerSideOfTheInkBecomesTwentyPixels() {
        byte[] fed = Drawing.place(picture(TestImages.seven(200, 150, 20, 30, Color.BLACK, Color.WHITE)))
                .pixels();
        assertThat(extent(fed, true)).isEqualTo(20);
        assertThat(extent(fed, false)).isBetween(12, 14); // 60 of 90
    }

    @Test
    void thinInkIsWidened() {
        BufferedImage line = TestImages.filled(400, 400, Color.WHITE);
        for (int y = 50; y < 350; y++) {
            line.setRGB(200, y, 0);
        }
        byte[] fed = Drawing.place(picture(line)).pixels();
        assertThat(extent(fed, true)).isEqualTo(20);
        assertThat(extent(fed, false)).isBetween(2, 3);
    }

    @Test
    void inkWhoseMassIsAtOneEndIsNotCutOff() {
        BufferedImage heavy = TestImages.filled(100, 100, Color.WHITE);
        for (int y = 10; y < 90; y++) {
            heavy.setRGB(50, y, 0);
            for (int x = 10; x < 90 && y > 80; x++) {
                heavy.setRGB(x, y, 0);
            }
        }
        assertThat(extent(Drawing.place(picture(heavy)).pixels(), true)).isEqualTo(20);
    }

    @Test
    void aBlankPictureHasNoInk() {
        for (int side : new int[] {1, 28, 300}) {
            PixelImage blank = picture(TestImages.filled(side, side, Color.WHITE));
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> Drawing.place(blank))
                    .withMessageStartingWith("no ink found");
        }
    }

    @Test
    void specksAreRefused() {
        BufferedImage specks = TestImages.filled(1000, 1000, Color.WHITE);
        specks.setRGB(10, 10, 0);
        specks.setRGB(990, 990, 0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Drawing.place(picture(specks)))
                .withMessage(
                        "no ink found: the largest stroke is 1×1 of 1000×1000 pixels (width × height), expected a side of 5 or more");
    }

    private static PixelImage picture(BufferedImage image) {
        return Images.read("made", TestImages.encoded(image, "png"));
    }

    /** The center of mass of 28×28 pixels, in pixels from the edge. */
    private static double centre(byte[] pixels, boolean vertical) {
        double mass = 0;
        double moment = 0;
        for (int i = 0; i < pixels.length; i++) {
            int place = vertical ? i / 28 : i % 28;
            mass += pixels[i] & 0xFF;
            moment += (pixels[i] & 0xFF) * (place + 0.5);
        }
        return moment / mass;
    }

    /** The number of rows or columns from the first to the last with ink. */
    private static int extent(byte[] pixels, boolean vertical) {
        int first = 28;
        int last = -1;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != 0) {
                int place = vertical ? i / 28 : i % 28;
                first = Math.min(first, place);
                last = Math.max(last, place);
            }
        }
        return last - first + 1;
    }
}
