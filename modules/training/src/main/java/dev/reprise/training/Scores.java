package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How a net does on a whole set.
 *
 * @param loss mean over the set
 * @param accuracy in 0–1; absent for a regression
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Scores(double loss, OptionalDouble accuracy) {

    String text() {
        return accuracy.isPresent()
                ? String.format(Locale.ROOT, "loss %.4f accuracy %.4f", loss, accuracy.getAsDouble())
                : String.format(Locale.ROOT, "loss %.3g", loss); // of a regression: of any size
    }
}
