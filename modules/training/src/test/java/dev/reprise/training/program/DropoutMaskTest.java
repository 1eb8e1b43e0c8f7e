package dev.reprise.training.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Torch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The masks that a program draws on a CPU. */
class DropoutMaskTest {
    private static final int SIZE = 1_000_003; // not divisible by the four elements of an integer

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.2, 0.25, 0.5, 0.9})
    void keepsItsShareOfElementsEachWithoutRegardToTheOthers(double rate) {
        boolean[] mask = mask(rate, new Shape(SIZE), 5);
        double keep = 1 - rate;

        assertThat(share(mask, 0, 1)).isCloseTo(keep, within(5 * Math.sqrt(keep * rate / SIZE)));
        for (int distance : new int[] {1, 2, 3, 4, 5, 8, 64}) {
            double both = keep * keep;
            assertThat((double) IntStream.range(0, SIZE - distance)
                                    .filter(i -> mask[i] && mask[i + distance])
                                    .count()
                            / (SIZE - distance))
                    .as("pairs %d apart", distance)
                    .isCloseTo(both, within(10 * Math.sqrt(both * (1 - both) / SIZE)));
        }
        for (int lane = 0; lane < 4; lane++) {
            assertThat(share(mask, lane, 4)).isCloseTo(keep, within(10 * Math.sqrt(keep * rate / SIZE)));
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(mask(0.5, new Shape(100), 1)).isEqualTo(mask(0.5, new Shape(100), 1));
        assertThat(mask(0.5, new Shape(100), 1)).isNotEqualTo(mask(0.5, new Shape(100), 2));
    }

    @Test
    void dropsDifferentElementsOfEachExample() {
        boolean[] mask = mask(0.5, new Shape(2, 4, 8, 8), 3);

        assertThat(IntStream.range(0, 256).filter(i -> mask[i] == mask[i + 256]).count())
                .isBetween(90L, 166L);
    }

    private static double share(boolean[] mask, int from, int step) {
        int[] places =
                IntStream.iterate(from, i -> i < mask.length, i -> i + step).toArray();
        return IntStream.of(places).filter(i -> mask[i]).count() / (double) places.length;
    }

    private static boolean[] mask(double rate, Shape shape, int seed) {
        try (NDManager manager = Torch.engine().newBaseManager()) {
            Engine.getInstance().setRandomSeed(seed);
            NDArray x = manager.ones(shape);
            return new DrawnDropout(rate, manager).mask(x).toBooleanArray();
        }
    }
}
