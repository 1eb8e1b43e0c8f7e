package dev.reprise.results;

import java.util.Arrays;

/**
 * A measure over several runs.
 *
 * @param standardDeviation of a sample, over n − 1; 0 for one run
 */
public record Summary(int runs, double mean, double standardDeviation, double smallest, double largest) {

    /** Of these values; NaN throughout where there are none. */
    public static Summary of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Summary(
                values.length,
                mean,
                Math.sqrt(squares / Math.max(1, values.length - 1)),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN));
    }

    /** Of the mean. */
    public double standardError() {
        return standardDeviation / Math.sqrt(runs);
    }

    /** {@code 0.9836 ± 0.0006 [0.9829, 0.9843] over 5 runs}. */
    @Override
    public String toString() {
        return "%s ± %s [%s, %s] over %d runs"
                .formatted(
                        Numbers.measured(mean),
                        Numbers.measured(standardDeviation),
                        Numbers.measured(smallest),
                        Numbers.measured(largest),
                        runs);
    }
}
