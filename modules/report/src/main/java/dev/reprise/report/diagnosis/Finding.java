package dev.reprise.report.diagnosis;

import java.util.Locale;
import java.util.Optional;

/**
 * What a curve says.
 *
 * @param name in two or three words
 * @param text what was seen, with its numbers
 * @param rule by what it was judged, whatever the run
 */
public record Finding(Weight weight, String name, String text, String rule) {

    /** How much it asks for a change. */
    public enum Weight {
        GOOD,
        NOTICE,
        PROBLEM
    }

    static Optional<Finding> of(Weight weight, String name, String text, String rule) {
        return Optional.of(new Finding(weight, name, text, rule));
    }

    /** A number of a curve as one reads it. */
    static String number(double value) {
        return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5
                ? String.format(Locale.ROOT, "%.4g", value)
                : String.format(Locale.ROOT, "%.1e", value);
    }
}
