package dev.reprise.data.images;

import dev.reprise.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** How much memory decoding a picture takes, which its file must be worth: at most 156 MiB and 100 times its size. */
final class DecodingMemory {
    private static final long ALWAYS = 156L << 20;
    private static final long TIMES = 100;
    private static final long PICTURE = 3; // bytes a pixel of a Picture
    private static final long WEBP = 24; // bytes a pixel that its decoder takes, measured
    private static final int VP8 = 0x56503820; // what begins a lossy frame, "VP8 "
    private static final int VP8L = 0x5650384C; // and a lossless one
    private static final int SIZE = 4; // bytes of a chunk's size
    private static final int BITS = 0x3FFF;

    private DecodingMemory() {}

    /** Throws {@link DataException} where decoding would take too much, by what the headers say. */
    static void require(String name, ImageReader reader, long pixels, long size) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        long wanted = pixels * PICTURE;
        if (format.equals("webp")) {
            wanted += Math.max(pixels, webpFrame((ImageInputStream) reader.getInput())) * WEBP;
        } else {
            // the raster, and as much beside it: a progressive JPEG keeps coefficients
            wanted += (format.equals("jpeg") ? 3 : 2) * pixels * bitsPerPixel(reader) / Byte.SIZE;
        }
        long given = ALWAYS + TIMES * size;
        if (wanted > given) {
            throw new DataException(
                    "%s: has %d pixels in a file of %d bytes; decoding takes about %d MiB, at most %d MiB are given to it"
                            .formatted(name, pixels, size, wanted >> 20, given >> 20));
        }
    }

    private static long bitsPerPixel(ImageReader reader) throws IOException {
        long most = 0;
        for (Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0); types.hasNext(); ) {
            most = Math.max(most, types.next().getColorModel().getPixelSize());
        }
        return most;
    }

    /** The pixels of the largest frame, which may be larger than the picture says: frames may lie anywhere in the file. */
    private static long webpFrame(ImageInputStream in) throws IOException {
        long before = in.getStreamPosition();
        in.seek(0);
        long largest = 0;
        int window = 0;
        byte[] buffer = new byte[1 << 13];
        long start = 0;
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                window = (window << Byte.SIZE) | (buffer[i] & 0xFF);
                if (window == VP8 || window == VP8L) {
                    largest = Math.max(largest, framePixels(in, start + i + 1, window == VP8 ? 10 : 5));
                }
            }
            start += n;
            in.seek(start);
        }
        in.seek(before);
        return largest;
    }

    /** Width times height of a frame: 14 bits each, behind the chunk's size and what begins a frame. */
    private static long framePixels(ImageInputStream in, long chunk, int header) throws IOException {
        byte[] head = new byte[SIZE + header];
        in.seek(chunk);
        int came = in.read(head);
        if (came < head.length) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (header == 5) { // VP8L: a signature, then both in one number, less one each
            int both = bytes.getInt(SIZE + 1);
            return ((both & BITS) + 1L) * (((both >>> 14) & BITS) + 1L);
        }
        return (long) (bytes.getShort(SIZE + 6) & BITS) * (bytes.getShort(SIZE + 8) & BITS);
    }
}
