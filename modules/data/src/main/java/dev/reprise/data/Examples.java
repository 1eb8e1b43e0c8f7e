package dev.reprise.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** A set of examples in a fixed order, each an input and the target that a net should predict. */
public sealed interface Examples permits ImageSet, RowSet {

    String name();

    int size();

    /** Class names in the order of their labels; none for rows. */
    List<String> classes();

    /** The shape of one raw input without a batch: (channels, height, width) of an image, (features) of a row. */
    Shape inputShape();

    /** The examples from row {@code from} to before row {@code to}. */
    Examples rows(int from, int to);

    /** The first {@code n} examples, or all if there are fewer. */
    default Examples first(int n) {
        return rows(0, Math.min(n, size()));
    }

    /** The examples with these row numbers, in this order; a row may be repeated. */
    Examples select(int[] rows);

    /**
     * All raw inputs as one array: (n, channels, height, width) uint8 for images, (n, features) float32 for rows.
     *
     * @param manager owns the array
     */
    NDArray inputs(NDManager manager);

    /**
     * All targets as one array: (n) int64 labels for images, (n, 1) float32 values for rows.
     *
     * @param manager owns the array
     */
    NDArray targets(NDManager manager);
}
