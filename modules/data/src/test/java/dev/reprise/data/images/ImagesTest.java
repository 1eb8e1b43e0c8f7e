package dev.reprise.data.images;

import static dev.reprise.data.SmallFiles.encoded;
import static dev.reprise.data.SmallFiles.filled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    private static final Shape ONE_COLOR_PIXEL = new Shape(3, 1, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
    void losslessFormatsGiveThePixelsWritten(String format) {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x102030);
        image.setRGB(1, 0, 0xF0E0D0);
        PixelImage picture = Images.read(format, encoded(image, format));
        assertThat(picture.isGray()).isFalse();
        assertThat(picture.toShape(new Shape(3, 1, 2))).containsExactly(0x10, 0xF0, 0x20, 0xE0, 0x30, 0xD0);
    }

    @Test
    void aJpegGivesNearlyThePixelsWritten() {
        byte[] jpeg = encoded(filled(16, 16, 0x204060), "jpeg");
        assertThat(Images.read("x", jpeg).toShape(ONE_COLOR_PIXEL)[2] & 0xFF).isBetween(0x5C, 0x64);
    }

    @Test
    void aWebPFileIsRead() {
        byte[] black = Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=");
        PixelImage picture = Images.read("x", black);
        assertThat(picture.width()).isEqualTo(1);
        assertThat(picture.height()).isEqualTo(1);
    }

    @Test
    void theLumaOfAGrayPictureIsItsValues() {
        byte[] values = new byte[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
        }
        assertThat(PixelImage.gray(2, 128, values).luma()).containsExactly(values);
        assertThat(PixelImage.gray(2, 128, values).isGray()).isTrue();
    }

    @Test
    void theLumaOfColorsIsThatOfRec601() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        assertThat(Images.read("x", encoded(image, "png")).luma()).containsExactly(76, 150, 29);
    }

    @Test
    void aGrayPictureNeedsAValueForEachPixel() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> PixelImage.gray(2, 3, new byte[5]))
                .withMessageContaining("2×3 pixels (height × width), got 5 values");
    }

    @Test
    void grayStaysTheNumberInTheFile() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 100); // getRGB would say 165: it takes gray for linear light
        PixelImage picture = Images.read("x", encoded(image, "png"));
        assertThat(picture.isGray()).isTrue();
        assertThat(picture.toShape(new Shape(1, 1, 1))).containsExactly(100);
    }

    @Test
    void sixteenBitGrayIsBroughtToEight() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 100 * 257);
        assertThat(Images.read("x", encoded(image, "png")).toShape(new Shape(1, 1, 1)))
                .containsExactly(100);
    }

    @Test
    void aPaletteIsLookedUp() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, 0xFFFF0000);
        assertThat(Images.read("x", encoded(image, "png")).toShape(ONE_COLOR_PIXEL))
                .containsExactly(-1, 0, 0);
    }

    @Test
    void transparentPartsAreShownOnWhite() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000); // nothing
        image.setRGB(1, 0, 0x80000000); // half black
        byte[] pixels = Images.read("x", encoded(image, "png")).toShape(new Shape(1, 1, 2));
        assertThat(pixels).containsExactly((byte) 255, 127);
    }

    @Test
    void whereOnlyLightPartsAreVisibleTransparentOnesAreShownOnBlack() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FFFFFF); // nothing
        image.setRGB(1, 0, 0x80FFFFFF); // half white
        image.setRGB(2, 0, 0xFFF0F0FF);
        byte[] pixels = Images.read("x", encoded(image, "png")).toShape(new Shape(1, 1, 3));
        assertThat(pixels).containsExactly((byte) 0, (byte) 128, (byte) 242);
    }

    @Test
    void colorBecomesGrayByItsLuma() {
        PixelImage red = Images.read("x", encoded(filled(1, 1, 0xFF0000), "png"));
        assertThat(red.toShape(new Shape(1, 1, 1))).containsExactly(76); // 0.299 × 255
    }

    @Test
    void aSquaredPictureKeepsItsAspect() {
        byte[] pixels = PixelImage.gray(1, 3, new byte[] {9, 9, 7}).squared().toShape(new Shape(1, 3, 3));
        assertThat(pixels).containsExactly(9, 9, 9, 9, 9, 7, 9, 9, 9);
    }

    @Test
    void aSmallerPixelIsTheMeanOfTheAreaItCovers() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 3, 2, new int[] {0, 60, 120, 30, 90, 150});
        byte[] pixels = Images.read("x", encoded(image, "png")).toShape(new Shape(1, 1, 2));
        // left half: columns 0 and half of 1, (15 · 1 + 75 · 0.5) / 1.5; right half: (75 · 0.5 + 135) / 1.5
        assertThat(pixels).containsExactly(35, 115);
    }

    @Test
    void onePixelFillsAnyShape() {
        byte[] pixels = Images.read("x", encoded(filled(1, 1, 0x0A141E), "png")).toShape(new Shape(3, 28, 28));
        assertThat(pixels).hasSize(3 * 784);
        assertThat(Arrays.copyOf(pixels, 784)).containsOnly(0x0A);
        assertThat(Arrays.copyOfRange(pixels, 2 * 784, 3 * 784)).containsOnly(0x1E);
    }

    @Test
    void aLargerCopyKeepsTheSidesApart() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {0, 100});
        assertThat(Images.read("x", encoded(image, "png")).toShape(new Shape(1, 1, 4)))
                .containsExactly(0, 0, 100, 100);
    }

    @Test
    void aTextFileIsNoImage() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "not a picture");
        refuses(() -> Images.read(text), "not an image: " + text + " (expected PNG, JPEG, BMP, GIF, TIFF or WebP)");
        refuses(() -> Images.read("x", new byte[0]), "not an image: x");
    }

    @Test
    void aMissingFileIsNamed() {
        refuses(() -> Images.read(folder.resolve("none.png")), folder.resolve("none.png") + ": no such file");
    }

    @Test
    void anImageCutShortIsRefused() {
        byte[] png = encoded(filled(50, 50, 0x123456), "png");
        refuses(() -> Images.read("x", Arrays.copyOf(png, png.length / 2)), "x: damaged png image");
    }

    @Test
    void aPictureThatClaimsTooManyPixelsIsRefusedUndecoded() {
        refuses(
                () -> Images.read("huge.png", pngThatClaims(20_000, 20_000)),
                "huge.png: has 20000×20000 pixels, more than the 50 megapixels allowed");
        refuses(() -> Images.read("huge.png", pngThatClaims(Integer.MAX_VALUE, Integer.MAX_VALUE)), "huge.png: ");
    }

    @Test
    void aPictureHasOneOrThreeChannels() {
        PixelImage picture = Images.read("x", encoded(filled(1, 1, 0), "png"));
        refuses(() -> picture.toShape(new Shape(2, 1, 1)), "an image has 1 or 3 channels");
    }

    private static void refuses(Runnable reading, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(reading::run).withMessageStartingWith(message);
    }

    /** The header of a PNG, whole with its checksum, and nothing after it. */
    private static byte[] pngThatClaims(int width, int height) {
        byte[] chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.UTF_8))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(chunk);
        return ByteBuffer.allocate(8 + 4 + 17 + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(chunk)
                .putInt((int) crc.getValue())
                .array();
    }
}
