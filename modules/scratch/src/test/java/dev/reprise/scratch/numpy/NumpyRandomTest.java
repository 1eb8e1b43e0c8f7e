package dev.reprise.scratch.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against what NumPy printed: {@code random.json}, made by {@code random.py} beside it. */
class NumpyRandomTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final JsonNode numpy = read();

    @Test
    void drawsWhatNumpyDrawsOneAfterTheOther() {
        NumpyRandom random = NumpyRandom.seed(231);

        assertNormal(random.randn(15), "randn");
        assertThat(random.randint(7, 3)).isEqualTo(integers("randint"));
        assertNormal(random.normal(0, 1e-3, 8), "normal");
        assertThat(random.choice(49000, 100)).isEqualTo(integers("choice"));
        assertThat(random.uniform(-2, 3, 20)).isEqualTo(numbers("uniform"));
        assertThat(random.permutation(1000)).isEqualTo(integers("permutation"));
        assertThat(random.randint(1, 4)).isEqualTo(integers("randintOfOne"));
        assertThat(random.permutation(1)).isEqualTo(integers("permutationOfOne"));
        assertNormal(random.randn(700), "randn2");
    }

    @Test
    void everySeedOfThirtyTwoBitsIsNumpys() {
        assertThat(NumpyRandom.seed(4294967295L).randint(Integer.MAX_VALUE, 5)).isEqualTo(integers("largestSeed"));
        assertThat(NumpyRandom.seed(0).uniform(0, 1, 5)).isEqualTo(numbers("zeroSeed"));
    }

    @Test
    void whatNumpyRefusesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyRandom.seed(-1))
                .withMessage("seed must be in 0–4294967295, is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyRandom.seed(1).randint(0, 1))
                .withMessage("randint needs a high above 0, got 0");
    }

    /** To two units in the last place: the logarithm's last bit is the library's. */
    private void assertNormal(double[] drawn, String name) {
        double[] expected = numbers(name);
        assertThat(drawn).hasSameSizeAs(expected);
        for (int i = 0; i < drawn.length; i++) {
            assertThat(Math.abs(drawn[i] - expected[i]))
                    .as("%s[%d]", name, i)
                    .isLessThanOrEqualTo(2 * Math.ulp(expected[i]));
        }
    }

    private double[] numbers(String name) {
        return JSON.treeToValue(numpy.get(name), double[].class);
    }

    private int[] integers(String name) {
        return JSON.treeToValue(numpy.get(name), int[].class);
    }

    private static JsonNode read() {
        try (InputStream in = NumpyRandomTest.class.getResourceAsStream("random.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
