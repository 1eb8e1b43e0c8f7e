package dev.reprise.scratch.gradcheck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** How a weighted sum of outputs changes with the entries of one array, which is changed and restored. */
final class CentralDifferences {
    private static final NDIndex ALL = new NDIndex("...");
    private static final double STEP = 1e-5; // as in cs231n: near the cube root of the precision of float64
    private static final double KINK = 1e-3;
    private static final double ROUNDINGS = 10;

    private final NDArray variable;
    private final double[] values;
    private final Function<NDManager, NDArray> output;
    private final NDArray weights;
    private final NDArray unchanged;

    /**
     * Around the current values.
     *
     * @param output what depends on the variable, made in the manager it is given
     * @param weights of the output's entries, of its shape; their manager owns what is kept
     */
    CentralDifferences(NDArray variable, Function<NDManager, NDArray> output, NDArray weights) {
        if (variable.getDataType() != DataType.FLOAT64) {
            throw new IllegalArgumentException(
                    "gradients are checked in float64, the array is " + variable.getDataType());
        }
        this.variable = variable;
        this.values = variable.toDoubleArray();
        this.output = output;
        this.weights = weights;
        this.unchanged = output.apply(weights.getManager());
    }

    /** Compares the differences with this gradient. */
    CheckedArray compare(String name, NDArray gradient) {
        double[] analytic = gradient.toDoubleArray();
        double largest = -1;
        int worst = -1;
        double ofWorst = 0;
        double noise = noise();
        int wrong = 0;
        int kinks = 0;
        for (int i = 0; i < values.length; i++) {
            double left = -change(i, -STEP) / STEP;
            double right = change(i, STEP) / STEP;
            if (Math.abs(right - left) > KINK * Math.max(1, Math.max(Math.abs(left), Math.abs(right)))) {
                kinks++;
                continue;
            }
            double numeric = (left + right) / 2;
            double difference = Math.abs(analytic[i] - numeric);
            double error = difference / Math.max(1e-8, Math.abs(analytic[i]) + Math.abs(numeric));
            if (!(error < GradientCheck.TOLERANCE || difference < noise)) { // NaN is wrong
                wrong++;
            }
            if (error > largest || Double.isNaN(error)) {
                largest = error;
                worst = i;
                ofWorst = numeric;
            }
        }
        restore();
        Shape shape = variable.getShape();
        return worst < 0
                ? new CheckedArray(name, shape, 0, List.of(), 0, 0, wrong, kinks)
                : new CheckedArray(name, shape, largest, place(worst, shape), analytic[worst], ofWorst, wrong, kinks);
    }

    /** The change of the sum when one entry changes; the outputs are subtracted before summing, which is more precise. */
    private double change(int entry, double step) {
        try (NDManager manager = weights.getManager().newSubManager()) {
            double[] moved = values.clone();
            moved[entry] += step;
            variable.set(ALL, manager.create(moved, variable.getShape()));
            return output.apply(manager).sub(unchanged).mul(weights).sum().getDouble();
        }
    }

    /** The difference that rounding the outputs alone can cause. */
    private double noise() {
        try (NDManager manager = weights.getManager().newSubManager()) {
            NDArray terms = weights.duplicate();
            terms.attach(manager);
            return ROUNDINGS * Math.ulp(1.0) * terms.mul(unchanged).norm().getDouble() / STEP;
        }
    }

    private void restore() {
        try (NDArray before = weights.getManager().create(values, variable.getShape())) {
            variable.set(ALL, before);
        }
    }

    private static List<Long> place(int flat, Shape shape) {
        List<Long> place = new ArrayList<>();
        long rest = flat;
        for (int axis = shape.dimension() - 1; axis >= 0; axis--) {
            place.add(rest % shape.get(axis));
            rest /= shape.get(axis);
        }
        Collections.reverse(place);
        return place;
    }
}
