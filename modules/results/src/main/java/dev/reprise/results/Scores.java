package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;

/**
 * How a net does on a whole set.
 *
 * @param loss mean over the set
 * @param accuracy in 0–1; absent for a regression
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Scores(double loss, OptionalDouble accuracy) {

    public Scores {
        loss = asWritten(loss);
        accuracy = accuracy.isPresent() ? OptionalDouble.of(asWritten(accuracy.getAsDouble())) : accuracy;
    }

    /** A number as tables and records hold it, with a float's digits: read back, it is the same. */
    static double asWritten(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }

    String text() {
        return "loss " + Numbers.measured(loss)
                + (accuracy.isPresent() ? " accuracy " + Numbers.measured(accuracy) : "");
    }
}
