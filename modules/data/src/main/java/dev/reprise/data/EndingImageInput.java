package dev.reprise.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The bytes of an image; a decoder that goes on asking behind their end is stopped: one of WebP does so at each pixel. */
final class EndingImageInput extends MemoryCacheImageInputStream {
    private static final int MOST_ENDS = 1000;

    private int ends;

    EndingImageInput(byte[] content) {
        super(new ByteArrayInputStream(content));
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
