package dev.reprise.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a reader must refuse although it can open them, put in the place of others. */
public final class SpecialFiles {
    private SpecialFiles() {}

    /** A file of zeros that takes no space on the disk. */
    public static void sparse(Path file, long size) throws IOException {
        Files.deleteIfExists(file);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
    }

    /** A pipe that nobody writes to: to open it takes forever. Skips the test where the system has none. */
    public static void pipe(Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0, "no pipe was made");
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
