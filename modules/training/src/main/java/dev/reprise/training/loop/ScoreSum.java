package dev.reprise.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.reprise.net.Output;
import dev.reprise.results.Scores;
import dev.reprise.training.loss.Criterion;
import java.util.OptionalDouble;

/** Loss and right answers over batches: the sums stay on the device and are read once. */
final class ScoreSum {
    private final NDArray loss;
    private final NDArray correct;
    private final boolean classifies;
    private long examples;

    /** Nothing yet; the sums belong to {@code manager}. */
    ScoreSum(Criterion criterion, NDManager manager) {
        this.loss = manager.create(0f);
        this.correct = manager.create(0L);
        this.classifies = criterion.expects() != Output.VALUES;
    }

    /** Adds a batch of which {@code batchLoss} is the mean; what it makes on the way belongs to the batch's manager. */
    void add(NDArray batchLoss, NDArray output, NDArray targets) {
        long n = targets.getShape().get(0);
        examples += n;
        loss.addi(batchLoss.mul(n));
        if (classifies) {
            correct.addi(
                    output.argMax(1).eq(targets).toType(DataType.INT64, false).sum());
        }
    }

    /** The means over all examples. */
    Scores mean() {
        return new Scores(
                loss.getFloat() / (double) examples,
                classifies ? OptionalDouble.of(correct.getLong() / (double) examples) : OptionalDouble.empty());
    }
}
