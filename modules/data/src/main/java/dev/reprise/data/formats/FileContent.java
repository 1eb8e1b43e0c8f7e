package dev.reprise.data.formats;

import dev.reprise.data.DataException;
import dev.reprise.files.Sha256;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * The content of a file, decompressed if it is gzipped, read once from front to end and hashed on the way.
 *
 * <p>Whatever is wrong with it becomes a {@link DataException} that names the file and the byte. Memory is taken as
 * bytes arrive, not as a header promises them.
 */
final class FileContent implements Closeable {
    private static final int CHUNK = 1 << 20;
    private static final long LIKELY_EXPANSION = 8; // of gzip data

    private final String file;
    private final InputStream in;
    private final int firstAllocation;
    private final MessageDigest digest = Sha256.digest();
    private CompletableFuture<Void> hashing = CompletableFuture.completedFuture(null);
    private long position;

    /** Content that comes by {@code in}; errors call it {@code file}, which is so large. */
    FileContent(String file, InputStream in, long size) {
        this.file = file;
        this.in = in;
        this.firstAllocation = (int) Math.min(Integer.MAX_VALUE / 2, Math.max(CHUNK, LIKELY_EXPANSION * size));
    }

    /** Opens a file, gzipped or not: its first two bytes tell. */
    static FileContent open(Path file) {
        try {
            return new FileContent(
                    file.toString(),
                    decompressed(new BufferedInputStream(Files.newInputStream(file), 1 << 16), Files.size(file)),
                    Files.size(file));
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream decompressed(InputStream in, long size) throws IOException {
        try {
            in.mark(2);
            boolean gzipped = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return gzipped ? new BoundedGzipStream(in, size) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The next {@code n} bytes. */
    byte[] read(int n) {
        byte[] bytes = new byte[Math.min(n, firstAllocation)];
        int read = 0;
        while (read < n) {
            if (read == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(n, 2L * read));
            }
            int chunk = Math.min(CHUNK, bytes.length - read);
            readFully(bytes, read, chunk, n - read);
            read += chunk;
        }
        return bytes;
    }

    /** The next four bytes, as IDX and most old formats write a number: the highest byte first. */
    int readInt() {
        return ByteBuffer.wrap(read(Integer.BYTES)).getInt();
    }

    /** The position of the next byte in the decompressed content. */
    long position() {
        return position;
    }

    /** Throws unless every byte has been read. */
    void requireEnd() {
        try {
            if (in.read() >= 0) {
                throw wrong("should end at byte " + position + ", goes on");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The SHA-256 of what was read, in hexadecimal. */
    String sha256() {
        hashing.join();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** An exception that names the file. */
    DataException wrong(String what) {
        return new DataException(file + ": " + what);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void readFully(byte[] into, int from, int n, int wanted) {
        try {
            int came = in.readNBytes(into, from, n);
            if (came < n) {
                throw wrong("ends at byte %d, %d more were expected".formatted(position + came, wanted - came));
            }
        } catch (EOFException e) {
            throw new DataException(file + ": gzip data cut short after byte " + position + " of the content", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
        position += n;
        // on another core, behind the decompression
        hashing = hashing.thenRunAsync(() -> digest.update(into, from, n));
    }

    private DataException unreadable(IOException cause) {
        return new DataException(
                "%s: cannot be read after byte %d: %s".formatted(file, position, cause.getMessage()), cause);
    }
}
