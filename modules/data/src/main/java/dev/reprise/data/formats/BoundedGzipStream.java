package dev.reprise.data.formats;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The content of gzip data, up to 32 times its size: a small file must not fill the memory. MNIST's is 5 times. */
final class BoundedGzipStream extends FilterInputStream {
    private static final long ALWAYS = 16L << 20;
    private static final long TIMES = 32;

    private final long most;
    private long read;

    /** @param size of the gzip data */
    BoundedGzipStream(InputStream in, long size) throws IOException {
        super(new GZIPInputStream(in, 1 << 16));
        this.most = ALWAYS + TIMES * size;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int from, int n) throws IOException {
        int came = super.read(into, from, n);
        count(Math.max(0, came));
        return came;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    private void count(long n) throws IOException {
        read += n;
        if (read > most) {
            throw new IOException("gzip data expands to more than " + TIMES + " times its size");
        }
    }
}
