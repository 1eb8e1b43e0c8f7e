package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How often each class was predicted as each.
 *
 * @param counts by [true class][predicted class]
 */
public record ConfusionMatrix(@JsonValue List<List<Integer>> counts) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConfusionMatrix {
        counts = counts.stream().map(List::copyOf).toList();
        for (List<Integer> row : counts) {
            if (row.size() != counts.size() || row.stream().anyMatch(count -> count < 0)) {
                throw new IllegalArgumentException(
                        "a confusion matrix of " + counts.size() + " classes has a row " + row);
            }
        }
    }

    /** Counts predictions, one for each label; both are numbers of classes from 0. */
    public static ConfusionMatrix of(int classes, int[] labels, int[] predictions) {
        if (labels.length != predictions.length) {
            throw new IllegalArgumentException(
                    "expected a prediction for each of %d labels, got %d".formatted(labels.length, predictions.length));
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            if (Math.min(labels[i], predictions[i]) < 0 || Math.max(labels[i], predictions[i]) >= classes) {
                throw new IllegalArgumentException("classes are 0–%d, example %d has label %d and prediction %d"
                        .formatted(classes - 1, i, labels[i], predictions[i]));
            }
            counts[labels[i]][predictions[i]]++;
        }
        return new ConfusionMatrix(
                Stream.of(counts).map(row -> IntStream.of(row).boxed().toList()).toList());
    }

    public int classes() {
        return counts.size();
    }

    /** The share of examples predicted right. */
    public double accuracy() {
        return share(right(), total());
    }

    /** How many examples are predicted right. */
    public int right() {
        return IntStream.range(0, classes()).map(this::right).sum();
    }

    /** How many examples there are. */
    public int total() {
        return IntStream.range(0, classes()).map(this::support).sum();
    }

    /** Precision, recall and F1 of each class, under these names. */
    public List<ClassScores> perClass(List<String> names) {
        return IntStream.range(0, classes())
                .mapToObj(c -> new ClassScores(
                        names.get(c),
                        share(right(c), predicted(c)),
                        share(right(c), support(c)),
                        share(2 * right(c), predicted(c) + support(c)),
                        support(c)))
                .toList();
    }

    private int right(int c) {
        return counts.get(c).get(c);
    }

    private int support(int c) {
        return counts.get(c).stream().mapToInt(Integer::intValue).sum();
    }

    private int predicted(int c) {
        return counts.stream().mapToInt(row -> row.get(c)).sum();
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
