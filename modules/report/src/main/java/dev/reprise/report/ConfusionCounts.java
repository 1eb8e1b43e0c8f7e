package dev.reprise.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How often each class was taken for each, by [true class][predicted class], and what follows for a class. */
public record ConfusionCounts(List<List<Integer>> counts) {
    public ConfusionCounts {
        counts = counts.stream().map(List::copyOf).toList();
    }

    static ConfusionCounts of(int[][] counts) {
        return new ConfusionCounts(
                Stream.of(counts).map(row -> IntStream.of(row).boxed().toList()).toList());
    }

    /** As {@code result.json} holds it; empty where it does not, or not as a square of numbers. */
    public static Optional<ConfusionCounts> recorded(JsonNode result) {
        List<List<Integer>> counts = result.path("confusion").values().stream()
                .map(row -> row.values().stream().map(count -> count.asInt(-1)).toList())
                .toList();
        boolean square = !counts.isEmpty()
                && counts.stream().allMatch(row -> row.size() == counts.size())
                && counts.stream().flatMap(List::stream).allMatch(count -> count >= 0);
        return square ? Optional.of(new ConfusionCounts(counts)) : Optional.empty();
    }

    /**
     * A class by itself.
     *
     * @param precision of the examples taken for it, the share that is; 0 where none was
     * @param recall of its examples, the share taken for it; 0 where there are none
     * @param f1 2 · precision · recall / (precision + recall); 0 where both are
     * @param support how many examples it has
     */
    public record ClassScores(double precision, double recall, double f1, int support) {}

    public List<ClassScores> perClass() {
        return IntStream.range(0, counts.size()).mapToObj(this::scores).toList();
    }

    /** How many examples there are. */
    public int total() {
        return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    }

    private ClassScores scores(int k) {
        int right = counts.get(k).get(k);
        int support = counts.get(k).stream().mapToInt(Integer::intValue).sum();
        int taken = counts.stream().mapToInt(row -> row.get(k)).sum();
        return new ClassScores(share(right, taken), share(right, support), share(2 * right, taken + support), support);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
