package dev.reprise.results;

import dev.reprise.files.CsvTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a net predicts for each test example: {@code predictions.csv}.
 *
 * @param examples in the order of the test set
 * @param classes how many there are
 */
public record Predictions(List<Example> examples, int classes) {
    private static final int BINS = 10;
    private static final int MAX_CLASSES = 2000; // their confusion matrix has four million numbers
    private static final List<String> HEAD = List.of("index", "label", "predicted");

    public Predictions {
        examples = List.copyOf(examples);
    }

    /** One example: its number in the test set, its class, the class predicted, the probability of each. */
    public record Example(int index, int label, int predicted, List<Float> probabilities) {
        public boolean isRight() {
            return label == predicted;
        }

        /** The probability of the class predicted. */
        public double confidence() {
            return probabilities.get(predicted);
        }
    }

    /**
     * The examples whose confidence lies in a tenth of 0–1.
     *
     * @param confidence their mean confidence
     * @param accuracy the share of them that is right
     */
    public record Bin(int count, double confidence, double accuracy) {}

    /** The class with the highest probability is predicted, the first of equals. */
    public static Predictions of(int[] labels, List<float[]> probabilities, int classes) {
        return new Predictions(
                IntStream.range(0, labels.length)
                        .mapToObj(i -> {
                            List<Float> row = new ArrayList<>(classes);
                            int predicted = 0;
                            for (float p : probabilities.get(i)) {
                                row.add(p);
                                predicted = p > row.get(predicted) ? row.size() - 1 : predicted;
                            }
                            return new Example(i, labels[i], predicted, row);
                        })
                        .toList(),
                classes);
    }

    /** Those of the table {@code index,label,predicted,p0,p1,…}. Throws {@link IllegalArgumentException} for another. */
    public static Predictions of(CsvTable table) {
        int classes = table.head().size() - HEAD.size();
        if (classes > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "it has %,d classes, expected at most %,d".formatted(classes, MAX_CLASSES));
        }
        return new Predictions(
                table.rows().stream().map(row -> example(row, classes)).toList(), classes);
    }

    private static Example example(List<String> row, int classes) {
        Example example = new Example(
                Integer.parseInt(row.get(0)),
                Integer.parseInt(row.get(1)),
                Integer.parseInt(row.get(2)),
                row.subList(HEAD.size(), row.size()).stream()
                        .map(Float::valueOf)
                        .toList());
        if (example.index < 0
                || Math.min(example.label, example.predicted) < 0
                || Math.max(example.label, example.predicted) >= classes) {
            throw new IllegalArgumentException("example " + example.index + " has label " + example.label
                    + " and prediction " + example.predicted + ", expected two of " + classes + " classes");
        }
        return example;
    }

    /** The lines of the table, its head first. */
    public List<List<?>> lines() {
        List<List<?>> lines = new ArrayList<>(examples.size() + 1);
        List<Object> head = new ArrayList<>(HEAD);
        IntStream.range(0, classes).forEach(k -> head.add("p" + k));
        lines.add(head);
        for (Example example : examples) {
            List<Object> cells = new ArrayList<>(List.of(example.index, example.label, example.predicted));
            cells.addAll(example.probabilities);
            lines.add(cells);
        }
        return lines;
    }

    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(
                classes,
                labels(),
                examples.stream().mapToInt(Example::predicted).toArray());
    }

    /** The wrong ones with the highest confidence, highest first. */
    public List<Example> mostConfidentMistakes(int most) {
        return examples.stream()
                .filter(example -> !example.isRight())
                .sorted(Comparator.comparingDouble(Example::confidence).reversed())
                .limit(most)
                .toList();
    }

    /** By confidence, from 0–0.1 to 0.9–1; tenths without an example are left out. */
    public List<Bin> reliability() {
        return IntStream.range(0, BINS)
                .mapToObj(bin -> examples.stream()
                        .filter(example -> Math.min((int) (example.confidence() * BINS), BINS - 1) == bin)
                        .toList())
                .filter(inBin -> !inBin.isEmpty())
                .map(inBin -> new Bin(
                        inBin.size(),
                        inBin.stream()
                                .mapToDouble(Example::confidence)
                                .average()
                                .orElseThrow(),
                        (double) inBin.stream().filter(Example::isRight).count() / inBin.size()))
                .toList();
    }

    /** The mean distance of confidence and accuracy over the tenths, each weighted by its examples. */
    public double expectedCalibrationError() {
        return reliability().stream()
                        .mapToDouble(bin -> bin.count * Math.abs(bin.accuracy - bin.confidence))
                        .sum()
                / examples.size();
    }

    /** The labels, for a check that other data is the same. */
    public int[] labels() {
        return examples.stream().mapToInt(Example::label).toArray();
    }
}
