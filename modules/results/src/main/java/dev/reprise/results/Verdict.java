package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalDouble;

/**
 * A published value compared with the measured one.
 *
 * @param tolerance largest distance that counts as reproduced
 * @param reason why this tolerance
 * @param because why there is no verdict; empty where there is one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Verdict(
        @JsonProperty("name") Measure measure,
        double published,
        double tolerance,
        String reason,
        OptionalDouble measured,
        @JsonProperty("verdict") Answer answer,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String because) {

    /** What is said of a published value. */
    public enum Answer {
        REPRODUCED("reproduced"),
        NOT_REPRODUCED("not reproduced"),
        /** Reached, with settings that were chosen to reach it. */
        FITTED("fitted"),
        NONE("no verdict");

        private final String text;

        Answer(String text) {
            this.text = text;
        }

        @JsonValue
        @Override
        public String toString() {
            return text;
        }
    }

    /** The same judged on another measured value, such as the mean over seeds. */
    public Verdict of(double mean) {
        boolean near = Math.abs(mean - published) <= tolerance;
        Answer reached = answer == Answer.FITTED ? Answer.FITTED : Answer.REPRODUCED;
        return new Verdict(
                measure,
                published,
                tolerance,
                reason,
                OptionalDouble.of(mean),
                near ? reached : Answer.NOT_REPRODUCED,
                "");
    }

    /** {@code 0.98 ± 0.006}. */
    public String target() {
        return Numbers.exact(published) + " ± " + Numbers.text(tolerance);
    }

    /** One line: {@code test accuracy 0.9835 (published 0.98 ± 0.006): reproduced}. */
    @Override
    public String toString() {
        return measure + " " + Numbers.measured(measured) + " (published " + target() + "): " + answer
                + (because.isEmpty() ? "" : ", " + because);
    }
}
