package dev.reprise.net.familiarity;

import static dev.reprise.net.LayerVocabulary.flatten;
import static dev.reprise.net.LayerVocabulary.linear;
import static dev.reprise.net.LayerVocabulary.logSoftmax;
import static dev.reprise.net.LayerVocabulary.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Scaling;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The score compared with one computed from its formula in double precision, for a net of two hidden units. */
class FamiliarityTest {
    private static final NetDescription NET = NetDescription.classifier(
            "small",
            "invented",
            new Shape(1, 2, 2),
            new Scaling.ZeroToOne(),
            List.of(flatten(), linear(2), relu(), linear(3), logSoftmax()),
            List.of("a", "b", "c"));
    private static final float[] FIRST = {0.4f, -1, 0.7f, 0.2f, 1.1f, 0.3f, -0.5f, 0.9f}; // (2, 4)
    private static final float[] SECOND = {1, -0.5f, 0.2f, 2, -1, 0.3f}; // (3, 2)

    @Test
    void scoresAreThoseOfTheFormula() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block block = block(manager);
            byte[] training = random(300, 1);
            byte[] calibration = random(200, 2);
            Familiarity familiarity =
                    Familiarity.fit(NET, block, images(manager, training), images(manager, calibration), "validation");

            double[][] hidden = hidden(training);
            double[] mean = {mean(hidden, 0), mean(hidden, 1)};
            double all = (mean[0] + mean[1]) / 2;
            double variance = (squares(hidden, 0, all) + squares(hidden, 1, all)) / 2; // of the layer
            double a = squares(hidden, 0, mean[0]) / variance;
            double d = squares(hidden, 1, mean[1]) / variance;
            double b = product(hidden, mean) / variance;
            double ridge = 0.1 * (a + d) / 2;
            double determinant = (a + ridge) * (d + ridge) - b * b;
            double[] distances = Arrays.stream(hidden(calibration))
                    .mapToDouble(row -> {
                        double x = (row[0] - mean[0]) / Math.sqrt(variance);
                        double y = (row[1] - mean[1]) / Math.sqrt(variance);
                        return ((d + ridge) * x * x - 2 * b * x * y + (a + ridge) * y * y) / determinant;
                    })
                    .toArray();
            double[] energies = Arrays.stream(hidden(calibration))
                    .mapToDouble(row -> -Math.log(Math.exp(SECOND[0] * row[0] + SECOND[1] * row[1])
                            + Math.exp(SECOND[2] * row[0] + SECOND[3] * row[1])
                            + Math.exp(SECOND[4] * row[0] + SECOND[5] * row[1])))
                    .toArray();
            float[] scores = lastColumn(familiarity
                    .on(NET, manager)
                    .logitsAndScore(
                            block,
                            images(manager, calibration)
                                    .toType(DataType.FLOAT32, false)
                                    .div(255)));
            for (int i = 0; i < scores.length; i++) {
                assertThat((double) scores[i])
                        .isCloseTo(standardized(distances, i) + standardized(energies, i), within(2e-3));
            }
        }
    }

    @Test
    void ofAWideNetOnlyTheLastFeaturesAreKept() {
        NetDescription wide = NetDescription.classifier(
                "wide",
                "invented",
                new Shape(1, 2, 2),
                new Scaling.ZeroToOne(),
                List.of(flatten(), linear(2001), relu(), linear(5), relu(), linear(3)),
                List.of("a", "b", "c"));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block block = wide.net().toBlock();
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2));
            NDArray images = images(manager, random(50, 1));
            assertThat(Familiarity.fit(wide, block, images, images, "test")
                            .featureMean()
                            .length())
                    .isEqualTo(5);
        }
    }

    @Test
    void theShareOfCalibrationImagesIsUniform() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block block = block(manager);
            NDArray calibration = images(manager, random(2000, 2));
            Familiarity familiarity =
                    Familiarity.fit(NET, block, images(manager, random(300, 1)), calibration, "validation");
            float[] scores = lastColumn(familiarity
                    .on(NET, manager)
                    .logitsAndScore(
                            block, calibration.toType(DataType.FLOAT32, false).div(255)));
            for (double reject : new double[] {0.01, 0.02, 0.5}) {
                long rejected = 0;
                for (float score : scores) {
                    rejected += familiarity.share(score) < reject ? 1 : 0;
                }
                assertThat(rejected / 2000.0).isCloseTo(reject, within(0.0015));
            }
            assertThat(familiarity.share(1e9)).isZero();
            assertThat(familiarity.share(-1e9)).isEqualTo(1);
        }
    }

    private static Block block(NDManager manager) {
        Block block = NET.net().toBlock();
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2));
        float[][] values = {FIRST, {0, 0}, SECOND, {0, 0, 0}};
        for (int i = 0; i < values.length; i++) {
            NDArray parameter = block.getParameters().valueAt(i).getArray();
            manager.create(values[i], parameter.getShape()).copyTo(parameter);
        }
        return block;
    }

    private static byte[] random(int count, long seed) {
        byte[] pixels = new byte[4 * count];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static NDArray images(NDManager manager, byte[] pixels) {
        return manager.create(java.nio.ByteBuffer.wrap(pixels), new Shape(pixels.length / 4, 1, 2, 2), DataType.UINT8);
    }

    private static double[][] hidden(byte[] pixels) {
        double[][] rows = new double[pixels.length / 4][2];
        for (int i = 0; i < rows.length; i++) {
            for (int unit = 0; unit < 2; unit++) {
                for (int pixel = 0; pixel < 4; pixel++) {
                    rows[i][unit] += FIRST[4 * unit + pixel] * ((pixels[4 * i + pixel] & 0xFF) / 255.0);
                }
                rows[i][unit] = Math.max(0, rows[i][unit]);
            }
        }
        return rows;
    }

    private static double mean(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
    }

    private static double squares(double[][] rows, int column, double center) {
        return Arrays.stream(rows)
                .mapToDouble(row -> (row[column] - center) * (row[column] - center))
                .average()
                .orElseThrow();
    }

    private static double product(double[][] rows, double[] mean) {
        return Arrays.stream(rows)
                .mapToDouble(row -> (row[0] - mean[0]) * (row[1] - mean[1]))
                .average()
                .orElseThrow();
    }

    private static double standardized(double[] values, int i) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return (values[i] - mean) / Math.sqrt(variance);
    }

    private static float[] lastColumn(NDArray rows) {
        return rows.get(":, -1").toFloatArray();
    }
}
