package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.net.Check;
import java.util.OptionalDouble;

/**
 * A figure that a text prints, and how near ours must come to count as reproduced.
 *
 * @param published the text's figure: accuracies lie in 0–1
 * @param tolerance largest distance from it
 * @param reason why that distance; it is stated before the run
 */
public record Figure(Measure measure, double published, double tolerance, String reason, Kind kind) {

    /** How the settings behind a figure came about. */
    public enum Kind {
        /** As the text gives them. */
        @JsonProperty("published")
        PUBLISHED,
        /** Chosen by us to meet the figure, because the text does not give them. */
        @JsonProperty("fitted")
        FITTED
    }

    public Figure {
        Check.aboveZero("tolerance of a figure", tolerance);
        if (measure.isAccuracy() && !(published >= 0 && published <= 1)) {
            throw new IllegalArgumentException(measure + " must be in 0–1, is " + published);
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the tolerance of " + measure + " needs a reason");
        }
    }

    /** A published figure whose tolerance is still to be said. */
    public record Published(Measure measure, double published, Kind kind) {
        public Figure within(double tolerance, String reason) {
            return new Figure(measure, published, tolerance, reason, kind);
        }

        /** For settings that were chosen to meet the figure. */
        public Published fitted() {
            return new Published(measure, published, Kind.FITTED);
        }
    }

    /** What a text prints of a measure. */
    public static Published published(Measure measure, double value) {
        return new Published(measure, value, Kind.PUBLISHED);
    }

    public static Published testAccuracy(double value) {
        return published(Measure.TEST_ACCURACY, value);
    }

    public static Published trainAccuracy(double value) {
        return published(Measure.TRAIN_ACCURACY, value);
    }

    public static Published validationAccuracy(double value) {
        return published(Measure.VALIDATION_ACCURACY, value);
    }

    public static Published testLoss(double value) {
        return published(Measure.TEST_LOSS, value);
    }

    public static Published firstLoss(double value) {
        return published(Measure.FIRST_LOSS, value);
    }

    /** The verdict on a measured value, of a run or of a mean, where everything is as the experiment says. */
    public Judgement judge(OptionalDouble measured) {
        if (measured.isEmpty()) {
            return noVerdict(measured, measure + " was not measured");
        }
        boolean near = Math.abs(measured.getAsDouble() - published) <= tolerance;
        Verdict met = kind == Kind.FITTED ? Verdict.FITTED : Verdict.REPRODUCED;
        return new Judgement(this, measured, near ? met : Verdict.NOT_REPRODUCED, "");
    }

    /** No verdict, and why. */
    public Judgement noVerdict(OptionalDouble measured, String because) {
        return new Judgement(this, measured, Verdict.NO_VERDICT, because);
    }

    /** {@code test accuracy 0.98 ± 0.01}. */
    @Override
    public String toString() {
        return measure + " " + published + " ± " + tolerance + (kind == Kind.FITTED ? " (fitted)" : "");
    }
}
