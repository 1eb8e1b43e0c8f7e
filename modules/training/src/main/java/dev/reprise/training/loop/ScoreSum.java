package dev.reprise.training.loop;

import dev.reprise.results.Scores;
import dev.reprise.training.loss.Criterion;
import java.util.OptionalDouble;

/** Loss and right answers over batches. */
final class ScoreSum {
    private final Criterion criterion;
    private double loss;
    private double correct;
    private long examples;

    ScoreSum(Criterion criterion) {
        this.criterion = criterion;
    }

    /** Adds a batch of so many examples, of which {@code batchLoss} is the mean. */
    void add(double batchLoss, double batchCorrect, long batchSize) {
        loss += batchLoss * batchSize;
        correct += batchCorrect;
        examples += batchSize;
    }

    /** The means over all examples. */
    Scores mean() {
        return new Scores(
                loss / examples,
                criterion.classifies() ? OptionalDouble.of(correct / examples) : OptionalDouble.empty());
    }
}
