package dev.reprise.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How often each class was taken for each: counts by [true class][predicted class], and the figures that follow. */
public final class Confusion {
    private final int[][] counts;

    private Confusion(int[][] counts) {
        this.counts = counts;
    }

    /** Counts predictions, one for each label; both are numbers of classes from 0. */
    public static Confusion of(int classes, int[] labels, int[] predictions) {
        if (labels.length != predictions.length) {
            throw new DataException("expected a prediction for each of %d labels, came %d"
                    .formatted(labels.length, predictions.length));
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            if (Math.min(labels[i], predictions[i]) < 0 || Math.max(labels[i], predictions[i]) >= classes) {
                throw new DataException("classes are 0–%d, example %d has label %d and prediction %d"
                        .formatted(classes - 1, i, labels[i], predictions[i]));
            }
            counts[labels[i]][predictions[i]]++;
        }
        return new Confusion(counts);
    }

    public int classes() {
        return counts.length;
    }

    /** How many examples of a class were taken for another, or for itself. */
    public int count(int label, int prediction) {
        return counts[label][prediction];
    }

    /** [true class][predicted class]. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** The share of examples predicted right. */
    public double accuracy() {
        return share(IntStream.range(0, classes()).map(c -> counts[c][c]).sum(), all());
    }

    /** Of the examples predicted as this class, the share that are: 0 where none was. */
    public double precision(int c) {
        return share(counts[c][c], predicted(c));
    }

    /** Of the examples of this class, the share predicted as it: 0 where there are none. */
    public double recall(int c) {
        return share(counts[c][c], support(c));
    }

    /** 2 · precision · recall / (precision + recall); 0 where both are. */
    public double f1(int c) {
        return share(2 * counts[c][c], predicted(c) + support(c));
    }

    /** How many examples there are of this class. */
    public int support(int c) {
        return Arrays.stream(counts[c]).sum();
    }

    private int predicted(int c) {
        return Arrays.stream(counts).mapToInt(row -> row[c]).sum();
    }

    private int all() {
        return IntStream.range(0, classes()).map(this::support).sum();
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Confusion confusion && Arrays.deepEquals(counts, confusion.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(counts);
    }
}
