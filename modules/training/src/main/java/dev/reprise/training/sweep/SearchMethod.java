package dev.reprise.training.sweep;

import dev.reprise.search.GridSampler;
import dev.reprise.search.HaltonSampler;
import dev.reprise.search.RandomSampler;
import dev.reprise.search.Sampler;
import dev.reprise.search.Space;
import dev.reprise.search.TpeSampler;
import java.util.Locale;

/** How a search chooses its trials. */
public enum SearchMethod {
    /** Every combination of lists of values. */
    GRID,
    /** Drawn evenly and independently. */
    RANDOM,
    /** More even than at random: Halton's sequence. */
    HALTON,
    /** Where better trials are dense and worse ones are not: the Tree-structured Parzen Estimator. */
    TPE;

    Sampler sampler(Space space, long seed) {
        return switch (this) {
            case GRID -> new GridSampler(space);
            case RANDOM -> new RandomSampler(space, seed);
            case HALTON -> new HaltonSampler(space, seed);
            case TPE -> new TpeSampler(space, seed);
        };
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
