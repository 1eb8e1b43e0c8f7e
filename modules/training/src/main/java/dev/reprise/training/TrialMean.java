package dev.reprise.training;

import java.util.List;
import java.util.Map;

/** The runs of a sweep with equal numbers, as one. */
record TrialMean(Map<String, String> numbers, List<SweepRow> rows) {

    /** The mean of a measure over the finished runs; NaN where none measured it. */
    double of(Measure measure) {
        return rows.stream()
                .flatMapToDouble(row -> row.of(measure).stream())
                .average()
                .orElse(Double.NaN);
    }
}
