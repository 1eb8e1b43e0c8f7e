package dev.reprise.data.catalog;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.data.DataException;
import dev.reprise.data.Examples;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import dev.reprise.data.RowSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The examples an experiment uses: a set by its name, or rows drawn by a rule that its text gives. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface DatasetSpec {

    /** The name in {@code --dataset}, records and saved nets. */
    String name();

    /** The shape of one raw input, known without the data. */
    Shape inputShape();

    /**
     * Loads or draws the examples.
     *
     * @param from where named sets come from
     * @param seed the random seed of drawn rows
     */
    LoadedData<? extends Examples> load(Datasets from, long seed);

    static Named named(String name) {
        return new Named(name);
    }

    /** A set that {@link Datasets} knows. */
    @JsonTypeName("named")
    record Named(String name) implements DatasetSpec {
        @Override
        public Shape inputShape() {
            return Datasets.inputShape(name);
        }

        @Override
        public LoadedData<ImageSet> load(Datasets from, long seed) {
            return from.load(name, seed);
        }
    }

    /**
     * y = Σ wᵢ xⁱ/i! + ε with x ~ N(0, 1) and ε ~ N(0, noise²), from d2l's section on underfitting and overfitting.
     *
     * <p>A row's features are xⁱ/i! for i below {@code features}, whatever the number of true weights: with fewer
     * features a net cannot fit the data, with more it fits the noise. The rows and their order are the same for every number of features.
     */
    @JsonTypeName("polynomial")
    record Polynomial(int features, List<Double> weights, double noise, int train, int test) implements DatasetSpec {
        public Polynomial {
            weights = List.copyOf(weights);
            requireRows(features, train, test);
        }

        public Polynomial withFeatures(int value) {
            return new Polynomial(value, weights, noise, train, test);
        }

        @Override
        public String name() {
            return "polynomial";
        }

        @Override
        public Shape inputShape() {
            return new Shape(features);
        }

        @Override
        public LoadedData<RowSet> load(Datasets from, long seed) {
            SplittableRandom random = RandomStream.of(seed, Purpose.ROWS);
            double[][] rows = new double[train + test][];
            double[] y = new double[train + test];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = powers(random.nextGaussian(), Math.max(features, weights.size()));
                for (int j = 0; j < weights.size(); j++) {
                    y[i] += weights.get(j) * rows[i][j];
                }
                y[i] += noise * random.nextGaussian();
            }
            return drawn(name(), features, rows, y, train);
        }

        /** xⁱ/i! for i below {@code count}. */
        private static double[] powers(double x, int count) {
            double[] powers = new double[count];
            double power = 1;
            for (int i = 0; i < count; i++) {
                powers[i] = power;
                power *= x / (i + 1);
            }
            return powers;
        }
    }

    /** y = b + Σ w xᵢ + ε with xᵢ ~ N(0, 1), one w for all features, and ε ~ N(0, noise²): d2l's section on weight decay. */
    @JsonTypeName("noisy-plane")
    record NoisyPlane(int features, double weight, double bias, double noise, int train, int test)
            implements DatasetSpec {
        public NoisyPlane {
            requireRows(features, train, test);
        }

        @Override
        public String name() {
            return "noisy-plane";
        }

        @Override
        public Shape inputShape() {
            return new Shape(features);
        }

        @Override
        public LoadedData<RowSet> load(Datasets from, long seed) {
            SplittableRandom random = RandomStream.of(seed, Purpose.ROWS);
            double[][] rows = new double[train + test][features];
            double[] y = new double[train + test];
            for (int i = 0; i < rows.length; i++) {
                y[i] = bias;
                for (int j = 0; j < features; j++) {
                    rows[i][j] = random.nextGaussian();
                    y[i] += weight * rows[i][j];
                }
                y[i] += noise * random.nextGaussian();
            }
            return drawn(name(), features, rows, y, train);
        }
    }

    private static void requireRows(int features, int train, int test) {
        if (features < 1 || train < 1 || test < 1) {
            throw new DataException(
                    "drawn rows need at least 1 feature, 1 training row and 1 test row, got %d features, %d and %d rows"
                            .formatted(features, train, test));
        }
    }

    private static LoadedData<RowSet> drawn(String name, int features, double[][] rows, double[] y, int train) {
        float[] x = new float[rows.length * features];
        float[] targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < features; j++) {
                x[i * features + j] = (float) rows[i][j];
            }
            targets[i] = (float) y[i];
        }
        RowSet all = new RowSet(name, features, x, targets);
        return new LoadedData<>(
                all.rows(0, train), all.rows(train, all.size()), LoadedData.Origin.DRAWN, Map.of(), List.of());
    }
}
