package dev.reprise.net.familiarity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import dev.reprise.net.FloatArray;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.NetJson;
import dev.reprise.net.SavedNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far an input lies from those a net was trained on, as a score that is calibrated on inputs it was not trained on.
 *
 * <p>The score is the sum of two, each less its mean and divided by its standard deviation on the calibration images: the energy, minus
 * the logarithm of the sum of the exponentials of the class scores (W. Liu et al., Energy-based Out-of-distribution
 * Detection, 2020), and the squared Mahalanobis distance of the {@linkplain HiddenFeatures hidden features} from their mean over the
 * training images (K. Lee et al., A Simple Unified Framework for Detecting Out-of-Distribution Samples, 2018), here
 * with one mean for all classes. The features of each layer are divided by their standard deviation, and a tenth of the
 * mean variance is added to that of each feature.
 *
 * @param featureMean (features), of the training images
 * @param featurePrecision (features · features), the inverse of their covariance
 * @param quantiles of the scores of the calibration images, in ascending order
 * @param calibratedOn the images whose scores these are: validation or test
 */
public record Familiarity(
        FloatArray featureMean,
        FloatArray featurePrecision,
        Moments energy,
        Moments distance,
        List<Double> quantiles,
        String calibratedOn) {
    private static final String FILE = "familiarity.json";
    private static final double RIDGE = 0.1;
    private static final int QUANTILES = 1000;
    private static final int BATCH = 500;

    /** The mean and standard deviation of a score. */
    public record Moments(double mean, double standardDeviation) {
        static Moments of(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            return new Moments(mean, Math.max(Math.sqrt(variance), 1e-12));
        }

        NDArray standardized(NDArray values) {
            return values.sub((float) mean).div((float) standardDeviation);
        }

        double standardized(double value) {
            return (value - mean) / standardDeviation;
        }
    }

    public Familiarity {
        quantiles = List.copyOf(quantiles);
        long width = featureMean.length();
        if (featurePrecision.length() != width * width) {
            throw new NetException("the precision of %d features needs %d values, has %d"
                    .formatted(width, width * width, featurePrecision.length()));
        }
    }

    /**
     * Fits the score to a net.
     *
     * @param block the trained net
     * @param training raw inputs that it was trained on, (n, …)
     * @param calibration raw inputs that it was not trained on, (n, …)
     */
    public static Familiarity fit(
            NetDescription net, Block block, NDArray training, NDArray calibration, String calibratedOn) {
        HiddenFeatures hidden = new HiddenFeatures(net.net());
        try (NDManager manager = training.getManager().newSubManager()) {
            Function<NDArray, NDArray> scaling = net.scaling().on(manager);
            FeatureRows rows = new FeatureRows();
            inBatches(
                    training,
                    manager,
                    raw -> rows.add(hidden.of(block, scaling.apply(raw)).features()));
            FeatureRows.Gaussian gaussian = rows.gaussian(RIDGE, manager);
            List<float[]> scores = new ArrayList<>();
            Familiarity unscaled = new Familiarity(
                    gaussian.mean(),
                    gaussian.precision(),
                    new Moments(0, 1),
                    new Moments(0, 1),
                    List.of(),
                    calibratedOn);
            Scorer scorer = unscaled.on(net, manager);
            inBatches(calibration, manager, raw -> scores.addAll(scorer.parts(block, scaling.apply(raw))));
            Moments energy =
                    Moments.of(scores.stream().mapToDouble(row -> row[0]).toArray());
            Moments distance =
                    Moments.of(scores.stream().mapToDouble(row -> row[1]).toArray());
            double[] sums = scores.stream()
                    .mapToDouble(row -> energy.standardized(row[0]) + distance.standardized(row[1]))
                    .sorted()
                    .toArray();
            List<Double> quantiles = new ArrayList<>();
            for (int k = 0; k <= QUANTILES; k++) {
                quantiles.add(sums[(int) Math.round((double) k / QUANTILES * (sums.length - 1))]);
            }
            return new Familiarity(gaussian.mean(), gaussian.precision(), energy, distance, quantiles, calibratedOn);
        }
    }

    /** That of a saved net; absent in nets saved before version 0.2. Throws {@link NetException} if it is damaged. */
    public static Optional<Familiarity> of(SavedNet net) {
        return Files.isRegularFile(net.folder().resolve(FILE))
                ? Optional.of(NetJson.read(net.folder(), FILE, Familiarity.class))
                : Optional.empty();
    }

    /** Writes it into the folder of a net. */
    public void write(Path folder) throws IOException {
        NetJson.write(folder, FILE, this);
    }

    /** The share of calibration images whose score is as high or higher, 0–1: near 0 for what the net does not know. */
    public double share(double score) {
        int below = 0;
        while (below < quantiles.size() && quantiles.get(below) < score) {
            below++;
        }
        return 1 - (double) below / quantiles.size();
    }

    /** The score, computed where a net is. */
    public Scorer on(NetDescription net, NDManager manager) {
        return new Scorer(this, new HiddenFeatures(net.net()), manager);
    }

    private interface Work {
        void on(NDArray raw);
    }

    private static void inBatches(NDArray all, NDManager manager, Work work) {
        long size = all.getShape().get(0);
        for (long from = 0; from < size; from += BATCH) {
            try (NDManager batch = manager.newSubManager()) {
                NDArray raw = all.get(new NDIndex(from + ":" + Math.min(from + BATCH, size)));
                raw.attach(batch);
                work.on(raw);
            }
        }
    }

    /** A {@link Familiarity} whose arrays are on a device. */
    public static final class Scorer {
        private final Familiarity familiarity;
        private final HiddenFeatures hidden;
        private final NDArray mean;
        private final NDArray precision;

        private Scorer(Familiarity familiarity, HiddenFeatures hidden, NDManager manager) {
            this.familiarity = familiarity;
            this.hidden = hidden;
            int width = familiarity.featureMean.length();
            this.mean = width == 0 ? null : manager.create(familiarity.featureMean.toArray());
            this.precision =
                    width == 0 ? null : manager.create(familiarity.featurePrecision.toArray(), new Shape(width, width));
        }

        /** The class scores of scaled inputs and, in a last column, how unfamiliar they are: (n, classes + 1). */
        public NDArray logitsAndScore(Block block, NDArray scaled) {
            HiddenFeatures.Forward forward = hidden.of(block, scaled);
            NDArray score = familiarity.energy.standardized(energy(forward.logits()));
            if (mean != null) {
                score = score.add(familiarity.distance.standardized(distance(forward.features())));
            }
            return forward.logits().concat(score.expandDims(1), 1);
        }

        private List<float[]> parts(Block block, NDArray scaled) {
            HiddenFeatures.Forward forward = hidden.of(block, scaled);
            float[] energies = energy(forward.logits()).toFloatArray();
            float[] distances = mean == null
                    ? new float[energies.length]
                    : distance(forward.features()).toFloatArray();
            List<float[]> parts = new ArrayList<>();
            for (int i = 0; i < energies.length; i++) {
                parts.add(new float[] {energies[i], distances[i]});
            }
            return parts;
        }

        /** (n): −log Σ exp of the class scores. */
        private static NDArray energy(NDArray logits) {
            NDArray largest = logits.max(new int[] {1}, true);
            return logits.sub(largest)
                    .exp()
                    .sum(new int[] {1})
                    .log()
                    .add(largest.squeeze(1))
                    .neg();
        }

        /** (n): the squared Mahalanobis distance. */
        private NDArray distance(List<NDArray> features) {
            NDArray centered = HiddenFeatures.joined(features).sub(mean);
            return centered.matMul(precision).mul(centered).sum(new int[] {1});
        }
    }
}
