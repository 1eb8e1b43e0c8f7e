package dev.reprise.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import dev.reprise.data.Examples;
import java.util.function.Function;

/** A set on the device, raw: a batch is one index-select, followed by the scaling. */
public final class DeviceExamples {
    private final int size;
    private final Shape shape; // of one raw input
    private final NDArray inputs; // (n, values), uint8 or float32
    private final NDArray targets; // (n, 1), int64 classes or float32 values
    private final boolean classes;
    private final Function<NDArray, NDArray> scaling;

    /** The arrays belong to {@code manager}. */
    public DeviceExamples(Examples examples, NDManager manager, Function<NDArray, NDArray> scaling) {
        this.size = examples.size();
        this.shape = examples.inputShape();
        this.inputs = examples.inputs(manager).reshape(size, shape.size());
        NDArray raw = examples.targets(manager);
        this.classes = raw.getShape().dimension() == 1;
        this.targets = raw.reshape(size, 1);
        this.scaling = scaling;
    }

    public int size() {
        return size;
    }

    /** What goes into the net, and what should come out; both belong to the manager of the rows. */
    public record Batch(NDArray inputs, NDArray targets) {}

    /** The examples of these rows. */
    Batch rows(NDArray rows) {
        return batch(select(inputs, rows), select(targets, rows));
    }

    /** The examples from one row to before another, in a manager of the caller's. */
    public Batch range(NDManager manager, int from, int to) {
        String rows = from + ":" + to;
        NDArray some = inputs.get(rows);
        NDArray wanted = targets.get(rows);
        some.attach(manager);
        wanted.attach(manager);
        return batch(some, wanted);
    }

    private Batch batch(NDArray raw, NDArray wanted) {
        long n = raw.getShape().get(0);
        return new Batch(scaling.apply(raw.reshape(new Shape(n).addAll(shape))), classes ? wanted.reshape(n) : wanted);
    }

    /** index_select by way of the embedding: DJL's own indexing takes a slower path. */
    private static NDArray select(NDArray from, NDArray rows) {
        return rows.getNDArrayInternal()
                .embedding(rows, from, SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
