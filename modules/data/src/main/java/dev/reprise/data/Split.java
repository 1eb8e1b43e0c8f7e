package dev.reprise.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The examples a net is trained on, those its best epoch is chosen by, and those it is tested on.
 *
 * <p>Rows keep their order and are never shared: DJL's own {@code randomSplit} lets training rows into the validation
 * set.
 */
public record Split(Examples train, Optional<Examples> validation, Examples test) {

    /** No validation set. */
    public static Split of(Examples train, Examples test) {
        return new Split(train, Optional.empty(), test);
    }

    /** The last {@code n} training examples become the validation set. */
    public Split holdOutLast(int n) {
        if (n < 1 || n >= train.size()) {
            throw new DataException("%s: cannot hold out %d of %d training examples (expected 1–%d)"
                    .formatted(train.name(), n, train.size(), train.size() - 1));
        }
        int rest = train.size() - n;
        return new Split(train.rows(0, rest), Optional.of(train.rows(rest, train.size())), test);
    }

    /**
     * Training examples of every class become the validation set, drawn at random but the same in every run, in the order of the rows.
     *
     * @param amount below 1 a share of each class, rounded; else how many examples in all
     */
    public Split holdOutOfEachClass(double amount) {
        int rows = train.size();
        double share = amount < 1 ? amount : amount / rows;
        int[] labels = train instanceof ImageSet images ? images.labels() : new int[rows];
        boolean[] held = new boolean[rows];
        Map<Integer, Integer> seen = new HashMap<>();
        for (int row : RandomStream.shuffled(rows, RandomStream.of(0, RandomStream.Purpose.VALIDATION))) {
            int before = seen.merge(labels[row], 1, Integer::sum) - 1;
            held[row] = Math.round(share * (before + 1)) > Math.round(share * before);
        }
        int[] validating = IntStream.range(0, rows).filter(row -> held[row]).toArray();
        if (validating.length < 1 || validating.length >= rows) {
            throw new DataException("%s: cannot hold out %s of %d training examples (expected a share in 0–1 or 1–%d)"
                    .formatted(train.name(), amount, rows, rows - 1));
        }
        int[] training = IntStream.range(0, rows).filter(row -> !held[row]).toArray();
        return new Split(train.select(training), Optional.of(train.select(validating)), test);
    }

    /** Only the first {@code n} training examples, with the same validation and test sets. */
    public Split trainOnFirst(int n) {
        return new Split(train.first(n), validation, test);
    }

    /**
     * K-fold cross-validation: k splits of the examples, each example in the validation set of exactly one.
     *
     * <p>The folds are consecutive blocks of sizes that differ by at most one; the fold is also its split's test set.
     */
    public static List<Split> kFolds(Examples examples, int k) {
        int n = examples.size();
        if (k < 2 || k > n) {
            throw new DataException(
                    "%s: cannot make %d folds of %d examples (expected 2–%d)".formatted(examples.name(), k, n, n));
        }
        return IntStream.range(0, k)
                .mapToObj(fold -> fold(examples, (int) ((long) n * fold / k), (int) ((long) n * (fold + 1) / k)))
                .toList();
    }

    private static Split fold(Examples examples, int from, int to) {
        int[] others = IntStream.range(0, examples.size())
                .filter(row -> row < from || row >= to)
                .toArray();
        Examples held = examples.rows(from, to);
        return new Split(examples.select(others), Optional.of(held), held);
    }
}
