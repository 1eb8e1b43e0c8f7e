package dev.reprise.files.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The entries of a zip, which may unpack to 64 times the size of the file, and 64 MiB in any case, but not to 2 GiB. */
final class ZipEntries implements AutoCloseable {
    private static final int MAX_ENTRIES = 100_000;

    private final ZipFile zip;
    private long left;

    ZipEntries(Path file) throws IOException {
        left = Math.min(Integer.MAX_VALUE - 8, (1L << 26) + 64 * Files.size(file));
        try {
            zip = new ZipFile(file.toFile());
        } catch (IllegalArgumentException e) { // names that are not UTF-8
            throw new IOException("the zip is damaged: " + e.getMessage(), e);
        }
    }

    /** The names of the files, in the order of the zip. */
    List<String> names() throws IOException {
        if (zip.size() > MAX_ENTRIES) {
            throw new IOException("the zip has more than " + MAX_ENTRIES + " entries");
        }
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    byte[] read(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("the zip lacks " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) left);
            if (in.read() >= 0) {
                throw new IOException("the zip unpacks to more than 64 times its size");
            }
            left -= bytes.length;
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
