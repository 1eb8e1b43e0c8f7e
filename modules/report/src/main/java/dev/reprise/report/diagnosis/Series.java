package dev.reprise.report.diagnosis;

import java.util.Collections;
import java.util.List;

/** Measured values in their order. */
public record Series(List<Double> values) {
    public Series {
        values = List.copyOf(values);
    }

    public static Series of(Double... values) {
        return new Series(List.of(values));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    int size() {
        return values.size();
    }

    double at(int i) {
        return values.get(i);
    }

    double first() {
        return at(0);
    }

    double last() {
        return at(size() - 1);
    }

    double smallest() {
        return Collections.min(values);
    }

    double largest() {
        return Collections.max(values);
    }

    /** Where the smallest value is, from 0. */
    int placeOfSmallest() {
        return values.indexOf(smallest());
    }

    /** How often a value lies above the one before it by more than this share of it. */
    long rises(double share) {
        long rises = 0;
        for (int i = 1; i < size(); i++) {
            rises += at(i) > at(i - 1) * (1 + share) ? 1 : 0;
        }
        return rises;
    }

    /** The mean from place {@code from} to before place {@code to}. */
    double mean(int from, int to) {
        return values.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** The share of its value that the curve lost over its last fifth, at least one step of it. */
    double fallOverLastFifth() {
        double before = at(size() - 1 - Math.max(1, size() / 5));
        return before == 0 ? 0 : (before - last()) / Math.abs(before);
    }
}
