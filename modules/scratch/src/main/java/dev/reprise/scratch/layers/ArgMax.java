package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The largest value along one axis; the gradient goes to where it stood, the first of equals.
 *
 * <p>(…, k, …) becomes (…) without that axis.
 */
final class ArgMax {
    private ArgMax() {}

    static Pass along(int axis, NDArray x) {
        NDArray chosen = chosen(axis, x);
        return Pass.of(
                x.max(new int[] {axis}), gradient -> gradient.expandDims(axis).mul(chosen));
    }

    /** 1 at the first of the largest values, 0 elsewhere: of x's shape. */
    private static NDArray chosen(int axis, NDArray x) {
        Shape shape = x.getShape();
        long[] places = new long[shape.dimension()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i == axis ? shape.get(axis) : 1;
        }
        NDArray numbers = x.getManager().arange(0, (int) shape.get(axis), 1, DataType.INT64);
        return x.argMax(axis)
                .expandDims(axis)
                .eq(numbers.reshape(new Shape(places)))
                .toType(x.getDataType(), false);
    }
}
