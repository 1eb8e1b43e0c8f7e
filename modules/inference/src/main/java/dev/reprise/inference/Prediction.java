package dev.reprise.inference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.inference.digits.Doubt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of one picture with their probabilities; in JSON {@code {"class", "probability", "probabilities"}}, and {@code
 * "doubt"}, {@code "familiarity"} and {@code "unsure"} if there are some.
 *
 * @param classes every class with its probability, in the order of the net
 * @param doubt why the picture may not be what the net expects
 * @param familiarity the share of the validation images that are as unlike the training images as this one, or more, in
 *     0–1: near 0 for a picture of something else
 * @param unsure whether that is less than the share of pictures to reject
 */
public record Prediction(
        @JsonIgnore List<ClassProbability> classes,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Doubt> doubt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Float> familiarity,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> unsure) {

    /** A class and its probability, in 0–1. */
    public record ClassProbability(String name, float probability) {}

    public Prediction {
        classes = List.copyOf(classes);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a prediction needs at least one class");
        }
    }

    static Prediction of(List<String> names, float[] probabilities, Optional<Doubt> doubt) {
        List<ClassProbability> classes = new ArrayList<>(probabilities.length);
        for (int i = 0; i < probabilities.length; i++) {
            classes.add(new ClassProbability(names.get(i), probabilities[i]));
        }
        return new Prediction(classes, doubt, Optional.empty(), Optional.empty());
    }

    /** The same prediction of a picture that is as familiar as this, where less familiar ones than {@code reject} are rejected. */
    Prediction withFamiliarity(double share, double reject) {
        return new Prediction(classes, doubt, Optional.of((float) share), Optional.of(share < reject));
    }

    /** Whether the net may not know what the picture shows; false if it was not asked. */
    @JsonIgnore
    public boolean isUnsure() {
        return unsure.orElse(false);
    }

    /** The most probable class, the first of equals. */
    public ClassProbability best() {
        ClassProbability best = classes.get(0);
        for (ClassProbability other : classes) {
            best = other.probability() > best.probability() ? other : best;
        }
        return best;
    }

    /** The same prediction with only the {@code k} most probable classes. */
    public Prediction withTop(int k) {
        return new Prediction(top(k), doubt, familiarity, unsure);
    }

    /** The {@code k} most probable classes, the most probable first; all of them if there are fewer. */
    public List<ClassProbability> top(int k) {
        return classes.stream()
                .sorted(Comparator.comparing(ClassProbability::probability).reversed())
                .limit(k)
                .toList();
    }

    /** The probabilities, in the order of the net. */
    public float[] toArray() {
        float[] values = new float[classes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = classes.get(i).probability();
        }
        return values;
    }

    /** The name of the most probable class. */
    @JsonProperty("class")
    public String className() {
        return best().name();
    }

    /** The probability of the most probable class. */
    @JsonProperty
    public float probability() {
        return best().probability();
    }

    /** Probabilities by class name, in the order of the net. */
    @JsonProperty
    public Map<String, Float> probabilities() {
        Map<String, Float> byName = new LinkedHashMap<>();
        classes.forEach(c -> byName.put(c.name(), c.probability()));
        return Collections.unmodifiableMap(byName);
    }
}
