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
 * Gives a reader mutated files: it must return or throw its own kind of exception, in limited time and memory. On Linux the
 * memory outside the heap counts, too: that of the process, at its largest, beyond what it had before.
 *
 * <p>A reader gets 150 cases, with {@code -Pslow} 500, or as many as {@code -Dcases} says. A failing case is kept in
 * {@code target/fuzz/}.
 */
public final class Fuzz {
    private static final int CASES = Integer.getInteger("cases", Boolean.getBoolean("reprise.slow") ? 500 : 150);
    private static final long MAX_SECONDS = 20;
    private static final long MAX_CPU_SECONDS = 10;
    private static final long MAX_RESIDENT = 512L << 20; // bytes; the heap grows by more than is in use
    private static final long MAX_BYTES = 256L << 20;

    private final String name;
    private final List<Class<? extends Exception>> named;
    private int read;
    private int refused;
    private long slowest;
    private long busiest; // nanoseconds of CPU time
    private long largest;
    private long resident;

    private record Cost(long allocated, long cpu) {}

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
                "fuzz %s: %d cases, %d read, %d refused, slowest %.2f s (%.2f s of CPU), most memory %.1f MiB (resident %.1f MiB)%n",
                name,
                CASES,
                read,
                refused,
                slowest / 1e9,
                busiest / 1e9,
                largest / 1048576.0,
                resident / 1048576.0);
    }

    private void attempt(ForkJoinPool pool, Reader reader, byte[] bytes) throws InterruptedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Callable<Cost> measured = () -> {
            long allocated = threads.getCurrentThreadAllocatedBytes(); // an upper bound of what it uses
            long cpu = threads.getCurrentThreadCpuTime();
            try {
                reader.read(bytes);
                read++;
            } catch (Exception e) {
                requireNamed(e);
                refused++;
            }
            return new Cost(
                    threads.getCurrentThreadAllocatedBytes() - allocated, threads.getCurrentThreadCpuTime() - cpu);
        };
        long start = System.nanoTime();
        ResidentMemory memory = ResidentMemory.now();
        try {
            Cost cost = pool.submit(measured).get(MAX_SECONDS, TimeUnit.SECONDS);
            largest = Math.max(largest, cost.allocated);
            busiest = Math.max(busiest, cost.cpu);
            resident = Math.max(resident, memory.growth());
            require("allocated", cost.allocated >> 20, MAX_BYTES >> 20, "MiB");
            require("resident memory", memory.growth() >> 20, MAX_RESIDENT >> 20, "MiB");
            require("CPU time", TimeUnit.NANOSECONDS.toSeconds(cost.cpu), MAX_CPU_SECONDS, "s");
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

    private static void require(String what, long value, long most, String unit) {
        if (value > most) {
            throw new AssertionError(what + ": " + value + " " + unit + ", expected at most " + most);
        }
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
