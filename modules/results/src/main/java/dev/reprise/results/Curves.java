package dev.reprise.results;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A run from its first step to its last epoch.
 *
 * @param selected the epoch whose net is kept
 * @param firstLoss of the first batch, before any step
 * @param weights of a net that is one linear layer with a few inputs; of others none
 */
public record Curves(List<EpochRow> rows, EpochRow selected, OptionalDouble firstLoss, List<Float> weights) {
    public Curves {
        rows = List.copyOf(rows);
        weights = List.copyOf(weights);
    }

    public EpochRow last() {
        return rows.get(rows.size() - 1);
    }

    /** The values of a measure over the epochs. */
    public double[] of(Measure measure) {
        return rows.stream().flatMapToDouble(row -> measure.of(row).stream()).toArray();
    }
}
