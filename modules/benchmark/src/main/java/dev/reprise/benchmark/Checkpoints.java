package dev.reprise.benchmark;

import dev.reprise.results.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What checkpoints add to an epoch of 60,000 examples: both are measured alternating, in one run. */
final class Checkpoints {
    private static final int ROWS = 60_000; // MNIST's
    private static final double SECONDS_BETWEEN = 2; // a run writes at most one in two seconds

    private Checkpoints() {}

    static int measure(List<Case> cases, String device, int rounds) throws IOException {
        System.out.printf("%-14s %7s %14s %14s %8s%n", "case", "threads", "epoch s", "checkpoint s", "ratio");
        for (Case c : cases) {
            RunFolder run = RunFolder.open(Files.createTempDirectory("checkpoints"));
            int cores = Runtime.getRuntime().availableProcessors();
            int threads = c.threads(cores).stream().max(Integer::compare).orElseThrow();
            List<Double> epochs = new ArrayList<>();
            List<Double> writes = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            try (Throughput loop = new Throughput(c.withExamples(ROWS), device, threads, Optional.empty())) {
                for (int i = 0; i < rounds; i++) {
                    double epoch = ROWS * c.passes() / loop.measure();
                    double write = loop.checkpoint(run);
                    epochs.add(epoch);
                    writes.add(write);
                    ratios.add(1 + write / Math.max(epoch, SECONDS_BETWEEN));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %7d %14.2f %14.3f %8.3f%n",
                    c.name(),
                    threads,
                    Benchmark.median(epochs),
                    Benchmark.median(writes),
                    Benchmark.median(ratios));
        }
        return 0;
    }
}
