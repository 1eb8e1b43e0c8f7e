package dev.reprise.data.images;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The side of the scene at which the first row and column of a stored photograph are (EXIF 2.3, tag 0x0112). */
enum Orientation {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_RIGHT,
    BOTTOM_LEFT,
    LEFT_TOP,
    RIGHT_TOP,
    RIGHT_BOTTOM,
    LEFT_BOTTOM;

    private static final int TAG = 0x0112;
    private static final int HEAD = 12; // bytes: the longest signature, that of WebP

    /** The orientation that a JPEG, PNG, WebP or TIFF states; {@link #TOP_LEFT} if there is none, or it cannot be read. */
    static Orientation of(byte[] content) {
        try {
            Optional<byte[]> tiff = tiff(content);
            if (tiff.isPresent()) {
                long[] stated = TiffTags.of(tiff.get()).numbers(TAG);
                return stated.length == 0 ? TOP_LEFT : values()[(int) stated[0] - 1];
            }
        } catch (IOException | RuntimeException e) {
            return TOP_LEFT; // the image itself may be intact
        }
        return TOP_LEFT;
    }

    /** The TIFF structure that holds the tags: EXIF has the form of a TIFF file. */
    private static Optional<byte[]> tiff(byte[] content) throws IOException {
        String head = ascii(content, 0, Math.min(HEAD, content.length));
        if (TiffTags.isTiff(content)) {
            return Optional.of(content);
        }
        if (head.startsWith("\377\330")) {
            return ofJpeg(content);
        }
        if (head.startsWith("\211PNG")) {
            return chunk(content, 8, ByteOrder.BIG_ENDIAN, true, "eXIf");
        }
        if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
            return chunk(content, HEAD, ByteOrder.LITTLE_ENDIAN, false, "EXIF");
        }
        return Optional.empty();
    }

    private static Optional<byte[]> ofJpeg(byte[] content) throws IOException {
        try (ImageInputStream in = new BoundedInput(content)) {
            for (JPEGSegment segment : JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif")) {
                byte[] exif = segment.data().readAllBytes();
                return Optional.of(Arrays.copyOfRange(exif, 1, exif.length)); // after a byte of padding
            }
        }
        return Optional.empty();
    }

    /** The data of a chunk. In PNG its length comes before its name, and a checksum after its data; in WebP data has an even length. */
    private static Optional<byte[]> chunk(byte[] content, int first, ByteOrder order, boolean png, String wanted) {
        ByteBuffer numbers = ByteBuffer.wrap(content).order(order);
        long at = first;
        while (at + 8 <= content.length) {
            int start = (int) at;
            long length = numbers.getInt(png ? start : start + 4) & 0xFFFFFFFFL;
            long end = at + 8 + length;
            if (end > content.length) {
                return Optional.empty();
            }
            if (ascii(content, png ? start + 4 : start, 4).equals(wanted)) {
                int prefix = length > 6 && ascii(content, start + 8, 6).equals("Exif\0\0") ? 6 : 0;
                return Optional.of(Arrays.copyOfRange(content, start + 8 + prefix, (int) end));
            }
            at = png ? end + 4 : end + length % 2;
        }
        return Optional.empty();
    }

    private static String ascii(byte[] content, int from, int length) {
        return new String(content, from, length, StandardCharsets.ISO_8859_1);
    }

    /** The image as the camera saw it. */
    PixelImage turn(PixelImage stored) {
        int width = stored.width();
        int topRight = width - 1;
        int bottomLeft = width * (stored.height() - 1);
        int bottomRight = bottomLeft + topRight;
        return switch (this) {
            case TOP_LEFT -> stored;
            case TOP_RIGHT -> stored.upright(topRight, -1, width);
            case BOTTOM_RIGHT -> stored.upright(bottomRight, -1, -width);
            case BOTTOM_LEFT -> stored.upright(bottomLeft, 1, -width);
            case LEFT_TOP -> stored.onItsSide(0, width, 1);
            case RIGHT_TOP -> stored.onItsSide(bottomLeft, -width, 1);
            case RIGHT_BOTTOM -> stored.onItsSide(bottomRight, -width, -1);
            case LEFT_BOTTOM -> stored.onItsSide(topRight, width, -1);
        };
    }
}
