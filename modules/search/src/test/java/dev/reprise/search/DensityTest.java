package dev.reprise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.search.Parameter.Range;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values computed by hand from the rules of Optuna 4's {@code _ParzenEstimator} and {@code default_gamma}. */
class DensityTest {
    private static final Range UNIT = new Range("x", 0, 1, false, false);

    @Test
    void aTenthOfThePointsAreGoodButAtMostTwentyFive() {
        assertThat(IntStream.of(10, 11, 20, 21, 249, 251, 1000).map(TpeSampler::good))
                .containsExactly(1, 2, 2, 3, 25, 25, 25);
    }

    @Test
    void olderPointsCountLessTheOlderTheyAre() {
        assertThat(TpeSampler.weights(25)).containsOnly(1);
        assertThat(TpeSampler.weights(26)[0]).isEqualTo(1 / 26.0);
        double[] weights = TpeSampler.weights(28);
        assertThat(weights[0]).isEqualTo(1 / 28.0);
        assertThat(weights[1]).isCloseTo((1 + 1 / 28.0) / 2, within(1e-15));
        assertThat(DoubleStream.of(weights).skip(2)).containsOnly(1.0);
    }

    /** Means 0.1, 0.2, 0.6 and the prior's 0.5, sorted 0.1, 0.2, 0.5, 0.6: no kernel is narrower than 1/5. */
    @Test
    void kernelsAreAsWideAsTheDistanceToTheirFartherNeighbor() {
        double[] widths =
                new ParzenDensity(UNIT, new double[] {0.1, 0.2, 0.6}, new double[] {1, 1, 1}).kernelDeviations();

        assertThat(widths[0]).isEqualTo(0.2);
        assertThat(widths[1]).isCloseTo(0.3, within(1e-15));
        assertThat(widths[2]).isEqualTo(0.2);
        assertThat(widths[3]).isEqualTo(1);
    }

    @Test
    void densitiesIntegrateToOne() {
        ParzenDensity real = new ParzenDensity(UNIT, new double[] {0.02, 0.7, 0.71}, new double[] {1, 1, 0.5});
        ParzenDensity whole = new ParzenDensity(
                new Range("n", 1, 100, true, true), new double[] {1, 30, 100}, new double[] {1, 1, 1});
        CategoricalDensity choice = new CategoricalDensity(3, new double[] {0, 0, 2}, new double[] {1, 1, 1});

        assertThat(IntStream.range(0, 10_000)
                        .mapToDouble(i -> Math.exp(real.logarithm((i + 0.5) / 10_000)) / 10_000)
                        .sum())
                .isCloseTo(1, within(1e-6));
        assertThat(IntStream.rangeClosed(1, 100)
                        .mapToDouble(n -> Math.exp(whole.logarithm(n)))
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(IntStream.range(0, 3)
                        .mapToDouble(n -> Math.exp(choice.logarithm(n)))
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    /** Kernels of (1 + 1/4, 1/4, 1/4) / (7/4) for each observation and of 1/3 for the prior, all of weight 1/4. */
    @Test
    void choicesHaveTheSharesOfOptuna() {
        CategoricalDensity choice = new CategoricalDensity(3, new double[] {0, 0, 2}, new double[] {1, 1, 1});

        assertThat(Math.exp(choice.logarithm(0))).isCloseTo((2 * 5 / 7.0 + 1 / 7.0 + 1 / 3.0) / 4, within(1e-12));
        assertThat(Math.exp(choice.logarithm(1))).isCloseTo((3 / 7.0 + 1 / 3.0) / 4, within(1e-12));
    }

    @Test
    void drawnValuesHaveTheDensity() {
        ParzenDensity density = new ParzenDensity(UNIT, new double[] {0.1, 0.15}, new double[] {1, 1});
        SplittableRandom random = new SplittableRandom(5);
        double expected = IntStream.range(0, 3000)
                .mapToDouble(i -> Math.exp(density.logarithm((i + 0.5) / 10_000)) / 10_000)
                .sum();

        double below = IntStream.range(0, 20_000)
                        .filter(i -> density.draw(random) < 0.3)
                        .count()
                / 20_000.0;
        assertThat(below).isCloseTo(expected, within(0.015));
    }

    @Test
    void normalDistributionHasItsKnownValues() {
        assertThat(Normal.cumulative(0)).isEqualTo(0.5);
        assertThat(Normal.cumulative(1.959963984540054)).isCloseTo(0.975, within(1e-14));
        assertThat(Normal.cumulative(-5)).isCloseTo(2.866515718791939e-7, within(1e-15));
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-10));
        assertThat(Normal.quantile(0.001)).isCloseTo(-3.090232306167813, within(1e-10));
    }
}
