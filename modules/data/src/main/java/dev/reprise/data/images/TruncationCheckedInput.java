package dev.reprise.data.images;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The bytes of an image; a decoder that goes on asking behind their end is stopped: one of WebP does so at each pixel. */
final class TruncationCheckedInput extends MemoryCacheImageInputStream {
    private static final int MOST_ENDS = 1000;
    private static final int WEBP_FLAGS = 20; // their place in a file with an extended header
    private static final int WEBP_PROFILE = 0x20;

    private int ends;

    TruncationCheckedInput(byte[] content) {
        super(new ByteArrayInputStream(withoutProfile(content)));
    }

    /** A WebP file said to have no color profile, which nobody uses, and of which the decoder believes any length. */
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

    private int counted(int came) throws IOException {
        if (came < 0 && ++ends > MOST_ENDS) {
            throw new IOException("the picture goes on behind the end of its data");
        }
        return came;
    }
}
