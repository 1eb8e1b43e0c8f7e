package dev.reprise.training.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import dev.reprise.data.Examples;

/**
 * A set on the device, raw.
 *
 * @param inputs (n, values), uint8 or float32
 * @param targets (n, 1), int64 classes or float32 values
 */
public record DeviceExamples(NDArray inputs, NDArray targets) {

    /** The set's arrays; they belong to {@code manager}. */
    public static DeviceExamples of(Examples examples, NDManager manager) {
        int size = examples.size();
        return new DeviceExamples(
                examples.inputs(manager).reshape(size, examples.inputShape().size()),
                examples.targets(manager).reshape(size, 1));
    }

    public int size() {
        return Math.toIntExact(targets.getShape().get(0));
    }

    /** The examples of these rows, in a manager of the caller's. */
    public DeviceExamples rows(NDManager manager, long[] rows) {
        NDArray chosen = manager.create(rows);
        return new DeviceExamples(select(inputs, chosen), select(targets, chosen));
    }

    /** index_select by way of the embedding: DJL's own indexing takes a slower path. */
    private static NDArray select(NDArray from, NDArray rows) {
        return rows.getNDArrayInternal()
                .embedding(rows, from, SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
