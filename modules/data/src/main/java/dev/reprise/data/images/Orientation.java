package dev.reprise.data.images;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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

    /** The orientation in the EXIF part of a JPEG; {@link #TOP_LEFT} if there is none, or it cannot be read. */
    static Orientation of(byte[] content) {
        if (content.length < 2 || ByteBuffer.wrap(content).getShort() != (short) JPEG.SOI) {
            return TOP_LEFT;
        }
        try (ImageInputStream in = new TruncationCheckedInput(content)) {
            for (JPEGSegment segment : JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif")) {
                byte[] exif = segment.data().readAllBytes();
                byte[] tiff = Arrays.copyOfRange(exif, 1, exif.length); // after a byte of padding
                Directory directory = new TIFFReader().read(new TruncationCheckedInput(tiff));
                Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
                if (entry != null && entry.getValue() instanceof Number number) {
                    return values()[number.intValue() - 1];
                }
            }
        } catch (IOException | RuntimeException e) {
            return TOP_LEFT; // the image itself may be intact
        }
        return TOP_LEFT;
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
