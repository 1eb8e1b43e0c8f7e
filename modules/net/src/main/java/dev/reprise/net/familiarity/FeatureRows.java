package dev.reprise.net.familiarity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.FloatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The hidden features of many images, from which their mean and covariance follow. */
final class FeatureRows {
    private final List<float[]> rows = new ArrayList<>();
    private int[] widths = {}; // of the layers

    /** The mean of features, and the inverse of their covariance, row by row; both are empty if there are no features. */
    record Gaussian(FloatArray mean, FloatArray precision) {}

    void add(List<NDArray> features) {
        if (features.isEmpty()) {
            return;
        }
        widths = features.stream()
                .mapToInt(layer -> (int) layer.getShape().get(1))
                .toArray();
        float[] values = HiddenFeatures.joined(features).toFloatArray();
        int width = Arrays.stream(widths).sum();
        for (int from = 0; from < values.length; from += width) {
            rows.add(Arrays.copyOfRange(values, from, from + width));
        }
    }

    /** @param ridge what is added to the variance of each feature, relative to their mean, where a layer's is 1 */
    Gaussian gaussian(double ridge, NDManager manager) {
        if (rows.isEmpty()) {
            return new Gaussian(FloatArray.of(), FloatArray.of());
        }
        double[] scales = scales();
        try (NDManager own = manager.newSubManager()) {
            NDArray scale = own.create(scales);
            NDArray features = own.create(rows.toArray(new float[0][])).toType(DataType.FLOAT64, false);
            NDArray mean = features.mean(new int[] {0});
            NDArray centered = features.sub(mean).div(scale);
            NDArray covariance = centered.transpose().matMul(centered).div(rows.size());
            NDArray identity = own.eye(scales.length).toType(DataType.FLOAT64, false);
            double added = ridge * covariance.mul(identity).sum().getDouble() / scales.length;
            NDArray precision =
                    covariance.add(identity.mul(Math.max(added, 1e-9))).inverse();
            NDArray unscaled = precision.div(scale).div(scale.reshape(new Shape(scales.length, 1)));
            return new Gaussian(floats(mean), floats(unscaled));
        }
    }

    private static FloatArray floats(NDArray array) {
        return FloatArray.of(array.toType(DataType.FLOAT32, false).toFloatArray());
    }

    /** For each feature the standard deviation of all features of its layer. */
    private double[] scales() {
        double[] scales = new double[Arrays.stream(widths).sum()];
        int from = 0;
        for (int width : widths) {
            double sum = 0;
            double squares = 0;
            for (float[] row : rows) {
                for (int i = from; i < from + width; i++) {
                    sum += row[i];
                    squares += (double) row[i] * row[i];
                }
            }
            double count = (double) rows.size() * width;
            double variance = squares / count - sum * sum / count / count;
            Arrays.fill(scales, from, from + width, Math.max(Math.sqrt(Math.max(variance, 0)), 1e-6));
            from += width;
        }
        return scales;
    }
}
