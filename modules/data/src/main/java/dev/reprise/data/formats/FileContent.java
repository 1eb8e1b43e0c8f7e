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
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * The content of a file, decompressed if it is gzipped, read once from front to end and hashed on the way.
 *
 * <p>Whatever is wrong with it becomes a {@link DataException} that names the file and the byte. Memory is taken as
 * bytes arrive, not as a header promises them.
 */
final class FileContent implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final long MAX_EXPANSION = 32; // MNIST's files expand 5 times
    private static final long ALWAYS_ALLOWED = 16L << 20;

    private final String file;
    private final DigestInputStream in;
    private long position;

    /** Content that comes from {@code in}; errors call it {@code file}. */
    FileContent(String file, InputStream in) {
        this.file = file;
        this.in = new DigestInputStream(in, Sha256.digest());
    }

    /** Opens a file, gzipped or not: its first two bytes tell. */
    static FileContent open(Path file) {
        try {
            return new FileContent(file.toString(), unpacked(file));
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file's bytes, decompressed if it is gzipped. */
    static InputStream unpacked(Path file) throws IOException {
        return decompressed(new BufferedInputStream(Files.newInputStream(file), BUFFER), Files.size(file));
    }

    private static InputStream decompressed(InputStream in, long size) throws IOException {
        try {
            in.mark(2);
            boolean gzipped = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return gzipped ? gunzip(in, size) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The content of gzip data of this size. It is bounded: a small file must not fill the memory. */
    private static InputStream gunzip(InputStream in, long size) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(new GZIPInputStream(in, BUFFER))
                .setMaxCount(ALWAYS_ALLOWED + MAX_EXPANSION * size)
                .setOnMaxCount((max, count) -> {
                    throw new IOException("gzip data expands to more than " + MAX_EXPANSION + " times its size");
                })
                .get();
    }

    /** The next {@code n} bytes. */
    byte[] read(int n) {
        try {
            byte[] bytes = in.readNBytes(n);
            if (bytes.length < n) {
                throw wrong("ends at byte %d, expected %d more".formatted(position + bytes.length, n - bytes.length));
            }
            position += n;
            return bytes;
        } catch (EOFException e) {
            throw new DataException(file + ": gzip data cut short after byte " + position + " of the content", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
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
                throw wrong("should end at byte " + position + ", has more");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The SHA-256 of what was read, in hexadecimal. */
    String sha256() {
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
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

    private DataException unreadable(IOException cause) {
        return new DataException(
                "%s: cannot be read after byte %d: %s".formatted(file, position, cause.getMessage()), cause);
    }
}
