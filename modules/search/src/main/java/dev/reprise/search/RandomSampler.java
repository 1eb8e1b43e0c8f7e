package dev.reprise.search;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Points drawn evenly from the space (Bergstra and Bengio 2012). */
public record RandomSampler(Space space, long seed) implements Sampler {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @Override
    public Optional<Point> propose(int number, List<Observed> observed) {
        SplittableRandom random = stream(seed, number);
        return Optional.of(new Point(space.parameters().stream()
                .map(parameter -> parameter.at(random.nextDouble()))
                .toList()));
    }

    /** The numbers that are drawn for one proposal. */
    static SplittableRandom stream(long seed, int number) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ (number + 1) * GOLDEN).split();
    }
}
