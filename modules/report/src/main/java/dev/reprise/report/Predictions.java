package dev.reprise.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a net says of each test example.
 *
 * @param examples in the order of the test set
 * @param classes how many there are
 */
public record Predictions(List<Example> examples, int classes) {
    private static final int BINS = 10;

    public Predictions {
        examples = List.copyOf(examples);
    }

    /** One example: its number in the test set, its class, the class it was taken for, the probability of each. */
    public record Example(int index, int label, int predicted, List<Float> probabilities) {
        public boolean isRight() {
            return label == predicted;
        }

        /** The probability of the class it was taken for. */
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

    /** Reads the table; empty, with a line in {@code lacking}, where it holds something else. */
    static Optional<Predictions> of(CsvTable table, List<String> lacking) {
        int classes = table.head().size() - 3;
        try {
            List<Example> examples =
                    table.rows().stream().map(row -> example(row, classes)).toList();
            return Optional.of(new Predictions(examples, classes));
        } catch (IllegalArgumentException e) {
            lacking.add("predictions.csv is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Example example(List<String> row, int classes) {
        Example example = new Example(
                Integer.parseInt(row.get(0)),
                Integer.parseInt(row.get(1)),
                Integer.parseInt(row.get(2)),
                row.subList(3, row.size()).stream().map(Float::valueOf).toList());
        if (example.index < 0
                || Math.min(example.label, example.predicted) < 0
                || Math.max(example.label, example.predicted) >= classes) {
            throw new IllegalArgumentException("example " + example.index + " has label " + example.label
                    + " and prediction " + example.predicted + " of " + classes + " classes");
        }
        return example;
    }

    public ConfusionCounts confusion() {
        int[][] counts = new int[classes][classes];
        examples.forEach(example -> counts[example.label][example.predicted]++);
        return ConfusionCounts.of(counts);
    }

    /** The wrong ones of which the net was surest, surest first. */
    public List<Example> surestMistakes(int most) {
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

    /** The labels that come, for a check that other data is the same. */
    public int[] labels() {
        return examples.stream().mapToInt(Example::label).toArray();
    }
}
