package dev.reprise.training;

import java.util.Arrays;
import java.util.Locale;

/** A measure over several runs. The deviation is that of a sample, over n − 1. */
public record Spread(Measure measure, int runs, double mean, double deviation, double smallest, double largest) {

    static Spread of(Measure measure, double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(
                measure,
                values.length,
                mean,
                Math.sqrt(squares / Math.max(1, values.length - 1)),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow());
    }

    /** {@code test accuracy 0.9836 ± 0.0006 [0.9829, 0.9843] over 5 runs}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %.4f ± %.4f [%.4f, %.4f] over %d runs",
                measure,
                mean,
                deviation,
                smallest,
                largest,
                runs);
    }
}
