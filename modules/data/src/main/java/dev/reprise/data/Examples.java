package dev.reprise.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** A set of examples, each an input and the target a net should answer with; in an order that never changes. */
public sealed interface Examples permits ImageSet, RowSet {

    String name();

    int size();

    /** Class names, in the order of their numbers; none for rows. */
    List<String> classes();

    /** The shape of one raw input without a batch: (channels, height, width) of an image, (features) of a row. */
    Shape inputShape();

    /** The examples from row {@code from} to before row {@code to}. */
    Examples rows(int from, int to);

    /** The first {@code n} examples; all of them where there are no more. */
    default Examples first(int n) {
        return rows(0, Math.min(n, size()));
    }

    /** The examples of these rows, in this order; a row may come twice. */
    Examples select(int[] rows);

    /**
     * All raw inputs as one array: (n, channels, height, width) uint8 for images, (n, features) float32 for rows.
     *
     * @param manager owns the array
     */
    NDArray inputs(NDManager manager);

    /**
     * All targets as one array: (n) int64 class numbers for images, (n, 1) float32 values for rows.
     *
     * @param manager owns the array
     */
    NDArray targets(NDManager manager);
}
