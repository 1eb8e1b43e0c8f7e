package dev.reprise.report.diagnosis;

import java.util.Optional;

/**
 * What a rule finds in the curves.
 *
 * @param name in two or three words
 * @param text the observation, with its numbers
 * @param rule how it is decided, whatever the run
 */
public record Finding(Weight weight, String name, String text, String rule) {

    /** How much it calls for a change. */
    public enum Weight {
        GOOD,
        NOTICE,
        PROBLEM
    }

    static Optional<Finding> of(Weight weight, String name, String text, String rule) {
        return Optional.of(new Finding(weight, name, text, rule));
    }
}
