package dev.reprise.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One process at a time writes into a run's folder: who does holds a lock there, which a kill releases. */
final class RunLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private Optional<FileChannel> held = Optional.empty();

    /** Takes the lock of a run's folder. Throws {@link UsageException} where another run has it. */
    void take(Path run) {
        try {
            FileChannel channel =
                    FileChannel.open(run.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = Optional.of(channel);
            if (!isTaken(channel)) {
                throw new UsageException(
                        run + " is being written by a run that is not over; wait for it, or name another folder");
            }
        } catch (IOException e) {
            throw new UsageException(run + " cannot be locked (" + e + "); name a folder one can write to", e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent(); // absent: another process has it
        } catch (OverlappingFileLockException e) {
            return false; // this process has it
        }
    }

    /** Takes the lock's file away, by its holder: the run is finished, and nobody may go on with it. */
    static void remove(Path run) {
        try {
            Files.deleteIfExists(run.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (held.isPresent()) {
                held.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
