package dev.reprise.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A measure over several runs. The deviation is that of a sample, over n − 1. */
public record Spread(Measure measure, int runs, double mean, double deviation, double smallest, double largest) {

    /** Over the runs that measured it; absent where none did. */
    static Optional<Spread> over(Measure measure, List<Curves> runs) {
        double[] values =
                runs.stream().flatMapToDouble(run -> measure.of(run).stream()).toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(of(measure, values));
    }

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
        String number = Math.abs(mean) < 0.01 ? "%.2e" : "%.4f"; // a regression's losses may be of any size
        return String.format(
                Locale.ROOT,
                "%s NUMBER ± NUMBER [NUMBER, NUMBER] over %d runs".replace("NUMBER", number),
                measure,
                mean,
                deviation,
                smallest,
                largest,
                runs);
    }
}
