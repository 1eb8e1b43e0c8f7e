package dev.reprise.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a net says of one picture.
 *
 * @param classes every class with its probability, in the order of the net
 */
public record Prediction(List<ClassProbability> classes) {

    /** A class, and how sure the net is that it is this one, in 0–1. */
    public record ClassProbability(String name, float probability) {}

    public Prediction {
        classes = List.copyOf(classes);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a prediction needs at least one class");
        }
    }

    static Prediction of(List<String> names, float[] probabilities) {
        List<ClassProbability> classes = new ArrayList<>(probabilities.length);
        for (int i = 0; i < probabilities.length; i++) {
            classes.add(new ClassProbability(names.get(i), probabilities[i]));
        }
        return new Prediction(classes);
    }

    /** The most probable class, the first of equals. */
    public ClassProbability best() {
        ClassProbability best = classes.get(0);
        for (ClassProbability other : classes) {
            best = other.probability() > best.probability() ? other : best;
        }
        return best;
    }

    /** The {@code k} most probable classes, the most probable first; all of them where there are no more. */
    public List<ClassProbability> top(int k) {
        return classes.stream()
                .sorted(Comparator.comparing(ClassProbability::probability).reversed())
                .limit(k)
                .toList();
    }

    /** Probabilities by the name of the class, in the order of the net. */
    public Map<String, Float> probabilities() {
        Map<String, Float> byName = new LinkedHashMap<>();
        classes.forEach(c -> byName.put(c.name(), c.probability()));
        return Collections.unmodifiableMap(byName);
    }

    /** The number of the class with the highest probability, the first of equals. */
    static int highest(float[] probabilities) {
        int highest = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[highest]) {
                highest = k;
            }
        }
        return highest;
    }
}
