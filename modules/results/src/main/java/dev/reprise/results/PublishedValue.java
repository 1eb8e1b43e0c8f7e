package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value that a text prints, and how near ours must come to count as reproduced.
 *
 * @param published the text's value: accuracies lie in 0–1
 * @param tolerance largest distance from it
 * @param reason why that distance; it is stated before the run
 */
public record PublishedValue(Measure measure, double published, double tolerance, String reason, Settings settings) {

    /** Where the settings behind a value come from. */
    public enum Settings {
        /** The text gives them. */
        @JsonProperty("published")
        PUBLISHED,
        /** Chosen by us to reach the value, because the text does not give them. */
        @JsonProperty("fitted")
        FITTED
    }

    public PublishedValue {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("the tolerance of " + measure + " must be above 0, is " + tolerance);
        }
        if (measure.isAccuracy() && !(published >= 0 && published <= 1)) {
            throw new IllegalArgumentException(measure + " must be in 0–1, is " + published);
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the tolerance of " + measure + " needs a reason");
        }
    }

    /** A published value that still needs its tolerance. */
    public record Untoleranced(Measure measure, double published, Settings settings) {
        public PublishedValue within(double tolerance, String reason) {
            return new PublishedValue(measure, published, tolerance, reason, settings);
        }

        /** For settings that were chosen to reach the value. */
        public Untoleranced fitted() {
            return new Untoleranced(measure, published, Settings.FITTED);
        }
    }

    /** What a text prints of a measure. */
    public static Untoleranced published(Measure measure, double value) {
        return new Untoleranced(measure, value, Settings.PUBLISHED);
    }

    /**
     * Compares with a measured value, of a run or of a mean over runs.
     *
     * @param noVerdict why nothing may be claimed, if so
     */
    public Verdict judge(OptionalDouble measured, Optional<String> noVerdict) {
        Optional<String> because = noVerdict.or(
                () -> measured.isPresent() ? Optional.empty() : Optional.of(measure + " was not measured"));
        Verdict.Answer reached = settings == Settings.FITTED ? Verdict.Answer.FITTED : Verdict.Answer.REPRODUCED;
        Verdict open = new Verdict(measure, published, tolerance, reason, measured, reached, "");
        return because.map(
                        why -> new Verdict(measure, published, tolerance, reason, measured, Verdict.Answer.NONE, why))
                .orElseGet(() -> open.of(measured.getAsDouble()));
    }

    /** {@code test accuracy 0.98 ± 0.01}. */
    @Override
    public String toString() {
        return measure + " " + Numbers.exact(published) + " ± " + Numbers.text(tolerance)
                + (settings == Settings.FITTED ? " (fitted)" : "");
    }
}
