package dev.reprise.report.diagnosis;

import java.util.Collections;
import java.util.List;

/** Measured values in order. */
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

    double minimum() {
        return Collections.min(values);
    }

    double maximum() {
        return Collections.max(values);
    }

    /** The index of the smallest value. */
    int indexOfMinimum() {
        return values.indexOf(minimum());
    }

    /** How often a value is above the one before by more than this share of it. */
    long rises(double share) {
        long rises = 0;
        for (int i = 1; i < size(); i++) {
            rises += at(i) > at(i - 1) * (1 + share) ? 1 : 0;
        }
        return rises;
    }

    /** The mean from index {@code from} to before index {@code to}. */
    double mean(int from, int to) {
        return values.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** By which share the curve fell over its last fifth, which is at least one step. */
    double fallOverLastFifth() {
        double before = at(size() - 1 - Math.max(1, size() / 5));
        return before == 0 ? 0 : (before - last()) / Math.abs(before);
    }
}
