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

/** A limit of the memory that decoding an image may take: 156 MiB plus 100 times the size of its file, and half of the heap. */
final class DecodingMemory {
    private static final long ALWAYS_ALLOWED = 156L << 20;
    private static final long MAX_EXPANSION = 100;
    private static final int HEAP_SHARE = 2; // one part in so many
    private static final long RGB = 3; // bytes per pixel of a PixelImage
    private static final long WEBP = 24; // bytes per pixel that its decoder takes, measured
    private static final int VP8 = 0x56503820; // "VP8 ", the start of a lossy frame
    private static final int VP8L = 0x5650384C; // "VP8L", the start of a lossless one
    private static final int SIZE = 4; // bytes of a chunk's length field
    private static final int SIDE_MASK = 0x3FFF;

    private DecodingMemory() {}

    /**
     * Throws {@link DataException} if decoding would take too much memory according to the file's headers.
     *
     * @param jpeg the pixels of the largest JPEG in the file; 0 if there is none
     */
    static void require(String name, ImageReader reader, long pixels, long jpeg, long size) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        long needed = pixels * RGB;
        if (format.equals("webp")) {
            needed += Math.max(pixels, webpFrame((ImageInputStream) reader.getInput())) * WEBP;
        } else {
            // the raster and a copy of it; a progressive JPEG keeps coefficients as well
            needed += (2 * Math.max(pixels, jpeg) + jpeg) * bitsPerPixel(reader) / Byte.SIZE;
        }
        long allowed = Math.min(
                ALWAYS_ALLOWED + MAX_EXPANSION * size, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        if (needed > allowed) {
            throw new DataException(
                    "%s: has %d pixels in a file of %d bytes; decoding would take about %d MiB, at most %d MiB are allowed"
                            .formatted(name, pixels, size, needed >> 20, allowed >> 20));
        }
    }

    private static long bitsPerPixel(ImageReader reader) throws IOException {
        long max = 0;
        for (Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0); types.hasNext(); ) {
            max = Math.max(max, types.next().getColorModel().getPixelSize());
        }
        return max;
    }

    /** The pixels of the largest frame, which may be larger than the header says and anywhere in the file. */
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

    /** Width times height of a frame: 14 bits each, after the chunk's length and the frame's signature. */
    private static long framePixels(ImageInputStream in, long chunk, int header) throws IOException {
        byte[] head = new byte[SIZE + header];
        in.seek(chunk);
        if (in.read(head) < head.length) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (header == 5) { // VP8L: a signature, then both minus one in one number
            int both = bytes.getInt(SIZE + 1);
            return ((both & SIDE_MASK) + 1L) * (((both >>> 14) & SIDE_MASK) + 1L);
        }
        return (long) (bytes.getShort(SIZE + 6) & SIDE_MASK) * (bytes.getShort(SIZE + 8) & SIDE_MASK);
    }
}
