package dev.reprise.training;

import dev.reprise.net.Check;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a run is not the experiment's.
 *
 * @param data folder of data sets; absent: DJL fetches them
 * @param limit use only the first so many training rows
 * @param device {@code auto}, {@code cpu}, {@code gpu}, {@code gpu1}, …
 * @param threads of torch; absent: by the net
 * @param out folder of all runs
 */
public record RunOptions(
        Optional<Path> data, OptionalInt limit, long seed, String device, OptionalInt threads, Path out) {

    public RunOptions {
        limit.ifPresent(rows -> Check.atLeast(1, "limit", rows));
        threads.ifPresent(count -> Check.atLeast(1, "threads", count));
    }

    public RunOptions withSeed(long value) {
        return new RunOptions(data, limit, value, device, threads, out);
    }
}
