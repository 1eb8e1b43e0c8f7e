package dev.reprise.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rows of features, each with one value to predict: the examples of a regression. */
public final class RowSet implements Examples {
    private final String name;
    private final int features;
    private final float[] x; // (n, features)
    private final float[] y; // (n)

    /**
     * A set of rows. The arrays are not copied: do not change them afterwards.
     *
     * @param x (n, features), row by row
     * @param y (n)
     */
    public RowSet(String name, int features, float[] x, float[] y) {
        this.name = name;
        this.features = features;
        this.x = x;
        this.y = y;
        if (features < 1 || x.length != (long) y.length * features) {
            throw new DataException("%s: %d targets of %d features need %d values, got %d"
                    .formatted(name, y.length, features, (long) y.length * features, x.length));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return y.length;
    }

    @Override
    public Shape inputShape() {
        return new Shape(features);
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    /** The features of row {@code i}. */
    public float[] x(int i) {
        return Arrays.copyOfRange(x, i * features, (i + 1) * features);
    }

    /** The target of row {@code i}. */
    public float y(int i) {
        return y[i];
    }

    @Override
    public RowSet rows(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new RowSet(
                name, features, Arrays.copyOfRange(x, from * features, to * features), Arrays.copyOfRange(y, from, to));
    }

    @Override
    public RowSet select(int[] rows) {
        float[] chosenX = new float[Math.multiplyExact(rows.length, features)];
        float[] chosenY = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, rows[i] * features, chosenX, i * features, features);
            chosenY[i] = y[rows[i]];
        }
        return new RowSet(name, features, chosenX, chosenY);
    }

    @Override
    public NDArray inputs(NDManager manager) {
        return manager.create(x, new Shape(size(), features));
    }

    @Override
    public NDArray targets(NDManager manager) {
        return manager.create(y, new Shape(size(), 1));
    }
}
