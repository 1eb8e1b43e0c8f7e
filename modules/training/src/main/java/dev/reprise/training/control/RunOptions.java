package dev.reprise.training.control;

import dev.reprise.net.engine.WeightLayout;
import dev.reprise.training.bounds.Bounds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an experiment is run: what belongs to the run and not to the experiment.
 *
 * @param data folder of data sets; absent: DJL downloads them
 * @param limit use only the first so many training rows
 * @param device {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1}, …
 * @param threads of torch; absent: chosen by the net
 * @param out folder of all runs
 * @param layout of the weights of convolutions; absent: chosen by the device
 */
public record RunOptions(
        Optional<Path> data,
        OptionalInt limit,
        long seed,
        String device,
        OptionalInt threads,
        Path out,
        Optional<WeightLayout> layout) {

    public RunOptions {
        limit.ifPresent(rows -> Bounds.atLeast(1, "limit", rows));
        threads.ifPresent(count -> Bounds.atLeast(1, "threads", count));
    }

    /** With the layout that suits the device. */
    public RunOptions(Optional<Path> data, OptionalInt limit, long seed, String device, OptionalInt threads, Path out) {
        this(data, limit, seed, device, threads, out, Optional.empty());
    }

    public RunOptions withSeed(long value) {
        return new RunOptions(data, limit, value, device, threads, out, layout);
    }
}
