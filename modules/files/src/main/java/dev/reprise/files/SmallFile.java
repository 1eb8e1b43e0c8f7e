package dev.reprise.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads files of folders that somebody else may have made: only regular files, because a pipe or a device may have no end, and only
 * as many bytes as are expected at most, because a file may be larger than the memory.
 */
public final class SmallFile {
    /** The most bytes of a record in JSON. */
    public static final long RECORD = 64L << 20;

    /** The most bytes of an array: a quarter of the heap. */
    public static final long ARRAY = Runtime.getRuntime().maxMemory() / 4;

    /** The most bytes of a table of which a page draws every line: with a heap of 1 GB, a report of 8 MB of them fails. */
    public static final long TABLE = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 256);

    /** The most bytes of a table that is only counted; those of EMNIST's largest split have 95 MB. */
    public static final long LARGE_TABLE =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

    private SmallFile() {}

    /** The content of a file. Throws where it is no regular file, or has more than {@code most} bytes. */
    public static byte[] read(Path file, long most) throws IOException {
        try (InputStream in = open(file)) {
            long size = Files.size(file);
            if (size > most) {
                throw new FileSystemException(
                        file.toString(), null, "has " + size + " bytes, expected at most " + most);
            }
            byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(most, Integer.MAX_VALUE - 8)));
            if (in.read() >= 0) {
                throw new FileSystemException(file.toString(), null, "grows while it is read");
            }
            return bytes;
        }
    }

    /** Opens a file of any size. Throws where it is no regular file. */
    public static InputStream open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "is no regular file");
        }
        try {
            return Files.newInputStream(file);
        } catch (FileSystemException e) {
            if (String.valueOf(e.getReason())
                    .contains("Too many open files")) { // whoever reads on would find files missing
                throw new UncheckedIOException("too many open files: raise the limit of the shell (ulimit -n 1024)", e);
            }
            throw e;
        }
    }

    /** Why a file could not be read, without its name. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e instanceof NoSuchFileException ? "is missing" : e.toString();
    }
}
