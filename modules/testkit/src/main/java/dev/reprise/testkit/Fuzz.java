package dev.reprise.testkit;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives a reader mutated files: it must return or throw its own kind of exception, in limited time and memory.
 *
 * <p>A reader gets 150 cases, with {@code -Pslow} 500, or as many as {@code -Dcases} says. A failing case is kept in
 * {@code target/fuzz/}.
 */
public final class Fuzz {
    private static final int CASES = Integer.getInteger("cases", Boolean.getBoolean("reprise.slow") ? 500 : 150);
    private static final long MAX_SECONDS = 20;
    private static final long MAX_BYTES = 256L << 20;

    private final String name;
    private final List<Class<? extends Exception>> named;
    private int read;
    private int refused;
    private long slowest;
    private long largest;

    private Fuzz(String name, List<Class<? extends Exception>> named) {
        this.name = name;
        this.named = named;
    }

    /** The code under test. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /** Tests a reader, which may throw one kind of exception, on mutations of files. */
    public static void read(String name, Class<? extends Exception> named, Reader reader, byte[]... originals)
            throws Exception {
        new Fuzz(name, List.of(named)).run(reader, originals);
    }

    private void run(Reader reader, byte[][] originals) throws Exception {
        Mutator mutator = new Mutator(name.hashCode());
        ForkJoinPool pool =
                new ForkJoinPool(1); // a reader's parallel streams run in it, too: its one thread is measured
        try {
            for (byte[] original : originals) {
                reader.read(original); // the originals must be readable
            }
            for (int i = 0; i < CASES; i++) {
                byte[] bytes = mutator.mutate(originals[i % originals.length]);
                try {
                    attempt(pool, reader, bytes);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            name + ", case " + i + ", kept as " + keep(i, bytes) + ": " + e.getMessage(), e.getCause());
                }
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.printf(
                Locale.ROOT,
                "fuzz %s: %d cases, %d read, %d refused, slowest %.2f s, most memory %.1f MiB%n",
                name,
                CASES,
                read,
                refused,
                slowest / 1e9,
                largest / 1048576.0);
    }

    private void attempt(ForkJoinPool pool, Reader reader, byte[] bytes) throws InterruptedException {
        Callable<Long> measured = () -> {
            long before = allocated();
            try {
                reader.read(bytes);
                read++;
            } catch (Exception e) {
                requireNamed(e);
                refused++;
            }
            return allocated() - before;
        };
        long start = System.nanoTime();
        try {
            long memory = pool.submit(measured).get(MAX_SECONDS, TimeUnit.SECONDS);
            largest = Math.max(largest, memory);
            if (memory > MAX_BYTES) {
                throw new AssertionError("allocated " + (memory >> 20) + " MiB");
            }
        } catch (TimeoutException e) {
            throw new AssertionError("took more than " + MAX_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new AssertionError("threw " + e.getCause(), e.getCause());
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
    }

    private void requireNamed(Exception e) throws Exception {
        if (!named.contains(e.getClass())) {
            throw e;
        }
        if (e.getMessage() == null || e.getMessage().isBlank()) {
            throw new AssertionError("has no message: " + e.getClass(), e);
        }
    }

    /** All that this thread ever allocated, an upper bound of what it uses. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private Path keep(int i, byte[] bytes) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "fuzz"));
            return Files.write(folder.resolve(name.replace(' ', '-') + "-" + i), bytes);
        } catch (IOException e) {
            throw new AssertionError("the failing case could not be kept", e);
        }
    }
}
