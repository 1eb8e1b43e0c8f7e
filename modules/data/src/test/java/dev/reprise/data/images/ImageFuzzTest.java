package dev.reprise.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.DataException;
import dev.reprise.data.SmallFiles;
import dev.reprise.testkit.Fuzz;
import dev.reprise.testkit.HostileImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated images are read or refused by {@link DataException}, never anything else. */
class ImageFuzzTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void pictures(String format) throws Exception {
        Fuzz.read(
                format,
                DataException.class,
                bytes -> Images.read("picture", bytes),
                picture(format, BufferedImage.TYPE_INT_RGB),
                picture(format, BufferedImage.TYPE_BYTE_GRAY));
    }

    /** The profile's header announces half a gigabyte, which the decoder would allocate. */
    @Test
    void aWebpPictureIsReadWithoutItsColorProfile() throws Exception {
        byte[] bytes = resource("fuzz-lossless.webp");
        ByteBuffer.wrap(bytes).putInt(38, 0x20000000); // behind RIFF, VP8X and ICCP
        assertThat(Images.read("picture", bytes).width()).isEqualTo(40);
    }

    @Test
    void webpPictures() throws Exception {
        Fuzz.read(
                "webp",
                DataException.class,
                bytes -> Images.read("picture", bytes),
                resource("fuzz-lossy.webp"),
                resource("fuzz-lossless.webp"));
    }

    @Test
    void jpegsOfSeveralScansAloneAndWithinTiff() throws Exception {
        byte[] jpeg = HostileImages.progressiveJpeg(48, 32, 5);
        Fuzz.read(
                "scans",
                DataException.class,
                bytes -> Images.read("picture", bytes),
                jpeg,
                HostileImages.tiff(48, 32, 7, 1, jpeg));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ImageFuzzTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] picture(String format, int type) {
        BufferedImage image = new BufferedImage(48, 32, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(8, 4, 30, 20);
        graphics.dispose();
        return SmallFiles.encoded(image, format);
    }
}
