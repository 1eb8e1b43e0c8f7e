package dev.reprise.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.inference.Prediction.ClassProbability;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A number read from a file, as {@code --json} writes it.
 *
 * @param number the digits' names, from left to right: zeros at its beginning are kept
 * @param probability that all of them are right, if they are independent
 */
record ReadNumber(String file, String number, float probability, List<Digit> digits) {

    record Digit(@JsonProperty("class") String best, float probability, Map<String, Float> probabilities) {}

    static ReadNumber of(Path file, List<Prediction> predictions) {
        List<Digit> digits = predictions.stream().map(ReadNumber::digit).toList();
        return new ReadNumber(
                file.toString(),
                digits.stream().map(Digit::best).collect(Collectors.joining()),
                digits.stream().map(Digit::probability).reduce(1f, (a, b) -> a * b),
                digits);
    }

    private static Digit digit(Prediction prediction) {
        ClassProbability best = prediction.best();
        return new Digit(best.name(), best.probability(), prediction.probabilities());
    }
}
