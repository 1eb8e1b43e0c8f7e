package dev.reprise.training;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A published figure beside the measured one.
 *
 * @param because why there is no verdict; empty where there is one
 */
public record Judgement(Figure figure, OptionalDouble measured, Verdict verdict, String because) {

    /** One line: {@code test accuracy 0.9835 (published 0.98 ± 0.01): reproduced}. */
    @Override
    public String toString() {
        String value = measured.isPresent() ? "%.4f".formatted(measured.getAsDouble()) : "–";
        return String.format(
                Locale.ROOT,
                "%s %s (published %s ± %s): %s%s",
                figure.measure(),
                value,
                figure.published(),
                figure.tolerance(),
                verdict,
                because.isEmpty() ? "" : ", " + because);
    }
}
