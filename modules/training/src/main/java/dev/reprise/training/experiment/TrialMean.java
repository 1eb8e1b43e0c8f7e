package dev.reprise.training.experiment;

import dev.reprise.results.Measure;
import dev.reprise.results.SweepRow;
import java.util.List;
import java.util.Map;

/** The runs of a sweep with equal values, as one. */
public record TrialMean(Map<String, String> values, List<SweepRow> rows) {

    /** The mean of a measure over the finished runs; NaN where none measured it. */
    public double of(Measure measure) {
        return rows.stream()
                .flatMapToDouble(row -> row.of(measure).stream())
                .average()
                .orElse(Double.NaN);
    }
}
