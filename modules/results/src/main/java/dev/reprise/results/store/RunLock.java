package dev.reprise.results.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One process at a time writes into a run's folder: it holds a lock there, which a kill releases. */
public final class RunLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Locks a run's folder. Throws {@link RunException} where another run has it. */
    static RunLock lock(Path run) {
        Path file = run.resolve(FILE);
        if (Files.exists(file) && !Files.isRegularFile(file)) { // to open a pipe would wait for a reader
            throw new RunException(file + " is not a regular file; delete it, or name another folder");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new RunException(
                        run + " is in use by a run that has not ended; wait for it, or name another folder");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new RunException(run + " cannot be locked (" + e + "); name a folder you can write to", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent(); // absent: another process has it
        } catch (OverlappingFileLockException e) {
            return false; // this process has it
        }
    }

    void requireHeld() {
        if (!channel.isOpen()) {
            throw new IllegalStateException("the lock of the run is not held");
        }
    }

    /** Deletes the lock's file, by its holder. */
    static void remove(Path run) throws IOException {
        Files.deleteIfExists(run.resolve(FILE));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
