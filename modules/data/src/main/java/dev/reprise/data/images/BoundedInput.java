package dev.reprise.data.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of an image, which end a decoder that reads them for too long, or that keeps reading past their end, as that of
 * WebP does at each pixel.
 */
final class BoundedInput extends MemoryCacheImageInputStream {
    private static final int MAX_READS_PAST_END = 1000;
    private static final int WEBP_FLAGS = 20; // their offset in a file with an extended header
    private static final int WEBP_PROFILE = 0x20;

    private static final int READS_PER_LOOK = 256; // at the clock

    private final long deadline;
    private int reads;
    private int readsPastEnd;

    BoundedInput(byte[] content) {
        this(content, DecodingLimits.FILES.time());
    }

    BoundedInput(byte[] content, Duration time) {
        super(new ByteArrayInputStream(withoutProfile(content)));
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** A WebP file without the flag of a color profile, which is not used, and whose length the decoder does not check. */
    private static byte[] withoutProfile(byte[] content) {
        if (content.length <= WEBP_FLAGS
                || !new String(content, 0, WEBP_FLAGS, StandardCharsets.ISO_8859_1)
                        .matches("(?s)RIFF.{4}WEBPVP8X.{4}")) {
            return content;
        }
        byte[] without = content.clone();
        without[WEBP_FLAGS] &= (byte) ~WEBP_PROFILE;
        return without;
    }

    @Override
    public int read() throws IOException {
        return counted(super.read());
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        return counted(super.read(into, from, n));
    }

    private int counted(int result) throws IOException {
        if (++reads % READS_PER_LOOK == 0 && System.nanoTime() - deadline > 0) {
            throw new IOException("decoding takes too long");
        }
        if (result < 0 && ++readsPastEnd > MAX_READS_PAST_END) {
            throw new IOException("the image data ends too early");
        }
        return result;
    }
}
