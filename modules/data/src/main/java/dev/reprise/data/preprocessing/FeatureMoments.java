package dev.reprise.data.preprocessing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.data.Examples;
import java.util.function.UnaryOperator;

/** Means, variances and covariances of the features of a set, in double precision, summed block by block. */
record FeatureMoments(Examples examples, NDManager manager) {
    private static final int BLOCK = 4096;

    /** (features) */
    double[] means() {
        return meanOver(block -> block.sum(new int[] {0}), new Shape(features()));
    }

    /** (features), of the population. */
    double[] variances(double[] means) {
        try (NDManager arrays = manager.newSubManager()) {
            NDArray mean = arrays.create(means);
            return meanOver(block -> block.subi(mean).square().sum(new int[] {0}), new Shape(features()));
        }
    }

    /** (features, features), row by row, of the population. */
    double[] covariance(double[] means) {
        try (NDManager arrays = manager.newSubManager()) {
            NDArray mean = arrays.create(means);
            return meanOver(
                    block -> {
                        NDArray centered = block.subi(mean);
                        return centered.transpose().matMul(centered);
                    },
                    new Shape(features(), features()));
        }
    }

    private int features() {
        return (int) examples.inputShape().size();
    }

    /** Sums a function of each block of rows, (rows, features) float64, and divides by the number of rows. */
    private double[] meanOver(UnaryOperator<NDArray> sumOfBlock, Shape shape) {
        try (NDManager arrays = manager.newSubManager()) {
            NDArray total = arrays.zeros(shape, DataType.FLOAT64);
            for (int from = 0; from < examples.size(); from += BLOCK) {
                try (NDManager block = arrays.newSubManager()) {
                    NDArray rows = examples.rows(from, Math.min(from + BLOCK, examples.size()))
                            .inputs(block)
                            .toType(DataType.FLOAT64, true)
                            .reshape(-1, features());
                    total.addi(sumOfBlock.apply(rows));
                }
            }
            return total.divi(examples.size()).toDoubleArray();
        }
    }
}
