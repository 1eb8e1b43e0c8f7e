package dev.reprise.data.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.RowSet;
import dev.reprise.data.SetStatistics;
import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.net.Scaling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares with preprocessing.json, which NumPy printed (preprocessing.py). */
class PreprocessingTest {
    private static final JsonNode NUMPY = numpy();
    private static final NDManager MANAGER = NDManager.newBaseManager();

    @AfterAll
    static void close() {
        MANAGER.close();
    }

    @Test
    void standardizedRowsAreThoseOfNumPyAndAConstantFeatureStaysFinite() {
        assertClose(scaled(new Preprocessing.Standardized()), "standardized");
    }

    @Test
    void principalComponentsAreThoseOfNumPy() {
        assertClose(scaled(new Preprocessing.Pca(3)), "pca");
    }

    @Test
    void whitenedRowsAreThoseOfNumPy() {
        assertClose(scaled(new Preprocessing.Whitening(3, 0.01)), "whitened");
    }

    @Test
    void whitenedRowsHaveTheIdentityForCovariance() {
        NDArray white = scaled(new Preprocessing.Whitening(4, 0));
        NDArray covariance = white.transpose().matMul(white).div(white.size(0));
        assertThat(covariance.sub(MANAGER.eye(4)).abs().max().getFloat()).isLessThan(1e-4f);
    }

    @Test
    void aDirectionOfNoVarianceWhitensToZero() {
        NDArray white = scaled(new Preprocessing.Whitening(5, 0));
        assertThat(white.get(":, 4").abs().max().getFloat()).isZero();
    }

    @Test
    void theMeanRowIsTakenAway() {
        assertThat(scaled(new Preprocessing.MeanImage())
                        .mean(new int[] {0})
                        .abs()
                        .max()
                        .getFloat())
                .isLessThan(1e-5f);
    }

    @Test
    void theMeanImageIsTakenOverImagesPixelByPixel() {
        ImageSet images = images(0, 10, 100, 30);
        Scaling scaling = new Preprocessing.MeanImage().fit(images, MANAGER);
        assertThat(scaling.on(MANAGER).apply(images.inputs(MANAGER)).toFloatArray())
                .containsExactly(-50, -10, 50, 10);
    }

    @Test
    void imagesNormalizedFromTheirDataHaveMeanZeroAndDeviationOne() {
        ImageSet images = SyntheticDigits.COLOR.train(50, 1);
        NDArray scaled = new Preprocessing.NormalizedFromData()
                .fit(images, MANAGER)
                .on(MANAGER)
                .apply(images.inputs(MANAGER))
                .transpose(1, 0, 2, 3)
                .reshape(3, -1);
        NDArray means = scaled.mean(new int[] {1});
        assertThat(means.abs().max().getFloat()).isLessThan(1e-4f);
        NDArray deviations = scaled.square().mean(new int[] {1}).sqrt();
        assertThat(deviations.sub(1).abs().max().getFloat()).isLessThan(1e-4f);
    }

    @Test
    void aBlackSetIsNormalizedWithoutDividingByZero() {
        ImageSet black = images(0, 0, 0, 0);
        assertThat(new Preprocessing.NormalizedFromData().fit(black, MANAGER))
                .isEqualTo(new Scaling.Normalized(List.of(0f), List.of(1f)));
    }

    @Test
    void statisticsOfManyBlocksAreThoseOfTheWhole() {
        ImageSet images = SyntheticDigits.GRAY.train(5000, 1); // more than one block of rows
        double[] means = new FeatureMoments(images, MANAGER).means();
        double mean = Arrays.stream(means).average().orElseThrow() / 255;
        assertThat(mean).isCloseTo(SetStatistics.of(images).channels().get(0).mean(), within(1e-9));
    }

    @Test
    void givenNumbersAreTakenAsTheyAre() {
        ImageSet images = images(0, 1, 2, 3);
        assertThat(new Preprocessing.Normalized(List.of(0.1307), List.of(0.3081)).fit(images, MANAGER))
                .isEqualTo(new Scaling.Normalized(List.of(0.1307f), List.of(0.3081f)));
        assertThat(new Preprocessing.ZeroToOne().fit(images, MANAGER)).isEqualTo(new Scaling.ZeroToOne());
        assertThat(new Preprocessing.None().fit(images, MANAGER)).isEqualTo(new Scaling.None());
    }

    static List<Preprocessing> all() {
        return List.of(
                new Preprocessing.None(),
                new Preprocessing.ZeroToOne(),
                new Preprocessing.Normalized(List.of(0.1307), List.of(0.3081)),
                new Preprocessing.Normalized(List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 3.0)),
                new Preprocessing.NormalizedFromData(),
                new Preprocessing.MeanImage(),
                new Preprocessing.Standardized(),
                new Preprocessing.Pca(2),
                new Preprocessing.Whitening(2, 1e-5));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRecordOfARunGivesItBack(Preprocessing preprocessing) {
        JsonMapper mapper = JsonMapper.shared();
        String json = mapper.writerFor(Preprocessing.class).writeValueAsString(preprocessing);
        assertThat(mapper.readValue(json, Preprocessing.class)).isEqualTo(preprocessing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"type\":\"normalised\",\"mean\":[0.1],\"deviation\":[0.3]}; normalized",
                "{\"type\":\"normalised-from-data\"}; normalized-from-data",
                "{\"type\":\"standardised\"}; standardized"
            })
    void theNamesOfFormat1AreReadAndNoLongerWritten(String old, String type) {
        JsonMapper mapper = JsonMapper.shared();
        Preprocessing read = mapper.readValue(old, Preprocessing.class);
        assertThat(mapper.valueToTree(read).path("type").asString()).isEqualTo(type);
    }

    @Test
    void theTextOfARecordNamesTheKind() {
        assertThat(JsonMapper.shared().writeValueAsString(new Preprocessing.Pca(2)))
                .isEqualTo("{\"type\":\"pca\",\"components\":2}");
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        RowSet rows = rows();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Preprocessing.Pca(6).fit(rows, MANAGER))
                .withMessage("numpy: cannot compute 6 principal components of examples with 5 values");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Preprocessing.NormalizedFromData().fit(rows, MANAGER))
                .withMessage("numpy: normalized-from-data is for images; use standardized for rows");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Preprocessing.Pca(0))
                .withMessage("expected at least 1 component, got 0");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.5, -1", "0.5, NaN"})
    void aDeviationThatIsNotAboveZeroIsRefused(double mean, double deviation) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Preprocessing.Normalized(List.of(mean), List.of(deviation)));
    }

    private static ImageSet images(int... pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return new ImageSet("x", new Shape(1, 1, 2), List.of("a"), bytes, new int[pixels.length / 2]);
    }

    private static NDArray scaled(Preprocessing preprocessing) {
        RowSet rows = rows();
        return preprocessing.fit(rows, MANAGER).on(MANAGER).apply(rows.inputs(MANAGER));
    }

    private static RowSet rows() {
        float[] x = floats(NUMPY.get("x"));
        return new RowSet("numpy", 5, x, new float[x.length / 5]);
    }

    private static void assertClose(NDArray actual, String expected) {
        assertThat(actual.toFloatArray()).containsExactly(floats(NUMPY.get(expected)), within(2e-4f));
    }

    private static float[] floats(JsonNode rows) {
        List<Double> values = rows.values().stream()
                .flatMap(row -> row.values().stream())
                .map(JsonNode::asDouble)
                .toList();
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    private static JsonNode numpy() {
        try (InputStream in = PreprocessingTest.class.getResourceAsStream("preprocessing.json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
