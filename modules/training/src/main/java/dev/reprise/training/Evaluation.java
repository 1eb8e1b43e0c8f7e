package dev.reprise.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.reprise.net.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** A net in evaluation mode on whole sets: sums stay on the device and are read once. */
final class Evaluation {
    private static final int BATCH = 1000; // bounds memory; the figures do not depend on it

    private final Block net;
    private final Criterion criterion;
    private final NDManager manager;

    Evaluation(Block net, Criterion criterion, NDManager manager) {
        this.net = net;
        this.criterion = criterion;
        this.manager = manager;
    }

    /** @param stop asked before each batch; where it says so the scores are of some batches only, for nobody to use */
    Scores scores(DeviceExamples examples, BooleanSupplier stop) {
        boolean classifies = criterion.expects() != Expects.VALUES;
        try (NDManager sums = manager.newSubManager()) {
            NDArray loss = sums.create(0f);
            NDArray correct = sums.create(0L);
            for (int from = 0; from < examples.size() && !stop.getAsBoolean(); from += BATCH) {
                int to = Math.min(from + BATCH, examples.size());
                try (NDManager step = manager.newSubManager()) {
                    DeviceExamples.Batch batch = examples.range(step, from, to);
                    NDArray output = forward(step, batch.inputs());
                    loss.addi(criterion.loss(output, batch.targets()).muli(to - from));
                    if (classifies) {
                        correct.addi(output.argMax(1)
                                .eq(batch.targets())
                                .toType(DataType.INT64, false)
                                .sum());
                    }
                }
            }
            return new Scores(
                    loss.getFloat() / (double) examples.size(),
                    classifies
                            ? OptionalDouble.of(correct.getLong() / (double) examples.size())
                            : OptionalDouble.empty());
        }
    }

    /** The probabilities of the classes for each example, in order. */
    List<float[]> probabilities(DeviceExamples examples, Output meaning) {
        List<float[]> rows = new ArrayList<>(examples.size());
        for (int from = 0; from < examples.size(); from += BATCH) {
            int to = Math.min(from + BATCH, examples.size());
            try (NDManager step = manager.newSubManager()) {
                NDArray output = forward(step, examples.range(step, from, to).inputs());
                float[] values = meaning.toProbabilities(output).toFloatArray();
                int classes = values.length / (to - from);
                for (int i = 0; i < values.length; i += classes) {
                    rows.add(Arrays.copyOfRange(values, i, i + classes));
                }
            }
        }
        return rows;
    }

    private NDArray forward(NDManager step, NDArray inputs) {
        return net.forward(new ParameterStore(step, false), new NDList(inputs), false)
                .singletonOrThrow();
    }
}
