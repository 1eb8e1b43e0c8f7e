package dev.reprise.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class OrientationTest {
    private static final int TURNED = 6; // EXIF: the first row is on the right side, the first column at the top

    @Test
    void aPngIsTurnedAsItsExifChunkSays() {
        byte[] png = file("color.png");
        isTurned(png, inserted(png, 33, pngChunk("eXIf", tiff(TURNED, 0)))); // after signature and header
    }

    @Test
    void aWebpIsTurnedAsItsExifChunkSays() {
        byte[] webp = file("alpha.webp");
        byte[] exif = tiff(TURNED, 0);
        byte[] chunk = ByteBuffer.allocate(8 + exif.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("EXIF".getBytes(StandardCharsets.US_ASCII))
                .putInt(exif.length)
                .put(exif)
                .array();
        byte[] turned = inserted(webp, webp.length, chunk);
        ByteBuffer.wrap(turned).order(ByteOrder.LITTLE_ENDIAN).putInt(4, turned.length - 8);
        isTurned(webp, turned);
    }

    @Test
    void aTiffIsTurnedAsItsTagSays() {
        isTurned(tiff(1, 6), tiff(TURNED, 6));
    }

    @Test
    void whatCannotBeReadIsNotTurned() {
        byte[] png = file("color.png");
        for (int wrong : new int[] {0, 9, 70}) {
            byte[] odd = inserted(png, 33, pngChunk("eXIf", tiff(wrong, 0)));
            assertThat(planes(Images.read("odd", odd))).isEqualTo(planes(Images.read("png", png)));
        }
    }

    private static void isTurned(byte[] upright, byte[] turned) {
        PixelImage stored = Images.read("upright", upright);
        PixelImage seen = Images.read("turned", turned);
        assertThat(seen.height()).isEqualTo(stored.width());
        assertThat(seen.width()).isEqualTo(stored.height());
        byte[] before = planes(stored);
        byte[] after = planes(seen);
        for (int y = 0; y < seen.height(); y++) {
            for (int x = 0; x < seen.width(); x++) {
                int from = (stored.height() - 1 - x) * stored.width() + y;
                assertThat(after[y * seen.width() + x]).isEqualTo(before[from]);
            }
        }
    }

    /** The structure of EXIF, or a whole gray TIFF of this width and two rows, with an orientation. */
    private static byte[] tiff(int orientation, int width) {
        int[][] tags = width == 0
                ? new int[][] {{274, 3, orientation}}
                : new int[][] {
                    {256, 4, width},
                    {257, 4, 2},
                    {258, 3, 8},
                    {259, 3, 1},
                    {262, 3, 1},
                    {273, 4, 8},
                    {274, 3, orientation},
                    {277, 3, 1},
                    {278, 4, 2},
                    {279, 4, 2 * width}
                };
        ByteBuffer file =
                ByteBuffer.allocate(8 + 2 * width + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + 2 * width);
        for (int i = 0; i < 2 * width; i++) {
            file.put((byte) (20 * i));
        }
        file.putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
        }
        return file.array();
    }

    private static byte[] pngChunk(String type, byte[] data) {
        byte[] named = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(data.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] inserted(byte[] file, int at, byte[] chunk) {
        return ByteBuffer.allocate(file.length + chunk.length)
                .put(file, 0, at)
                .put(chunk)
                .put(file, at, file.length - at)
                .array();
    }

    private static byte[] planes(PixelImage image) {
        return image.toShape(new Shape(3, image.height(), image.width()));
    }

    private static byte[] file(String name) {
        try (InputStream in = OrientationTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
