package dev.reprise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {
    private static final Space SPACE =
            Space.parse(List.of("rate=log:0.0001..1", "units=8..512/log", "kind=a,b,c", "share=0..1.0"));
    private static final int SEEDS = 50;

    static Stream<LongFunction<Sampler>> samplers() {
        return Stream.of(
                seed -> new RandomSampler(SPACE, seed),
                seed -> new HaltonSampler(SPACE, seed),
                seed -> new TpeSampler(SPACE, seed));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void theSameSeedProposesTheSameAndAnotherSeedOthers(LongFunction<Sampler> sampler) {
        ToDoubleFunction<Point> loss = point -> point.values().get(3);

        assertThat(search(sampler.apply(1), loss, 40)).isEqualTo(search(sampler.apply(1), loss, 40));
        assertThat(search(sampler.apply(1), loss, 40)).isNotEqualTo(search(sampler.apply(2), loss, 40));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void pointsStayWithinTheSpace(LongFunction<Sampler> sampler) {
        for (Observed observed :
                search(sampler.apply(3), point -> Math.abs(point.values().get(0) - 1), 60)) {
            List<Double> values = observed.point().values();
            assertThat(values.get(0)).isBetween(0.0001, 1.0);
            assertThat(values.get(1)).isBetween(8.0, 512.0).isEqualTo(Math.rint(values.get(1)));
            assertThat(values.get(2)).isIn(0.0, 1.0, 2.0);
            assertThat(values.get(3)).isBetween(0.0, 1.0);
            assertThat(SPACE.texts(observed.point())).containsOnlyKeys("rate", "units", "kind", "share");
        }
    }

    @Test
    void gridHasEveryCombinationOnce() {
        GridSampler grid = new GridSampler(Space.parse(List.of("a=1,2,3", "b=x,y")));
        List<Observed> all = search(grid, point -> 0, 100);

        assertThat(grid.points()).isEqualTo(6);
        assertThat(all).hasSize(6);
        assertThat(new HashSet<>(all)).hasSize(6);
        assertThat(all.get(1).point().values()).containsExactly(0.0, 1.0);
        assertThatThrownBy(() -> new GridSampler(SPACE)).hasMessageStartingWith("rate is a range: a grid needs lists");
    }

    /** Halton 1960: the first points of the sequence in the bases 2 and 3. */
    @Test
    void haltonsFirstNumbersAreThoseOfThePaper() {
        assertThat(IntStream.rangeClosed(1, 6).mapToDouble(i -> HaltonSampler.radicalInverse(i, 2)))
                .containsExactly(1 / 2.0, 1 / 4.0, 3 / 4.0, 1 / 8.0, 5 / 8.0, 3 / 8.0);
        assertThat(HaltonSampler.radicalInverse(5, 3)).isCloseTo(7 / 9.0, within(1e-15));
    }

    @Test
    void haltonFillsTheSpaceMoreEvenlyThanRandomPoints() {
        Space square = Space.parse(List.of("x=0..1.0", "y=0..1.0"));

        assertThat(cellsOf64(new HaltonSampler(square, 1))).isGreaterThan(cellsOf64(new RandomSampler(square, 1)));
    }

    /** Branin's function has its minimum 0.398 at three points. */
    @Test
    void tpeFindsBetterPointsOfBraninsFunctionThanRandomSearch() {
        Space space = Space.parse(List.of("x=-5..10.0", "y=0..15.0"));
        assertBetter(
                space, point -> branin(point.values().get(0), point.values().get(1)), 60);
    }

    @Test
    void tpeFindsBetterPointsOfMixedParametersThanRandomSearch() {
        assertBetter(
                SPACE,
                point -> Math.pow(Math.log10(point.values().get(0)) + 2, 2)
                        + Math.pow(Math.log(point.values().get(1) / 64), 2)
                        + (point.values().get(2) == 1 ? 0 : 1)
                        + Math.pow(point.values().get(3) - 0.3, 2),
                60);
    }

    @Test
    void failedPointsAreNoGoodPlace() {
        List<Observed> observed = search(
                new TpeSampler(Space.parse(List.of("x=0..1.0")), 4),
                point -> point.values().get(0) < 0.5
                        ? Double.POSITIVE_INFINITY
                        : point.values().get(0),
                60);

        assertThat(observed.subList(20, 60).stream()
                        .filter(o -> Double.isInfinite(o.loss()))
                        .count())
                .isLessThan(20);
        assertThat(observed.stream().mapToDouble(Observed::loss).min().orElseThrow())
                .isLessThan(0.52);
    }

    /** The mean of the best loss over fifty seeds, and the interval of the difference of 99 %. */
    private static void assertBetter(Space space, ToDoubleFunction<Point> loss, int trials) {
        double[] differences = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            differences[seed] = best(new RandomSampler(space, seed), loss, trials)
                    - best(new TpeSampler(space, seed), loss, trials);
        }
        double mean = IntStream.range(0, SEEDS)
                .mapToDouble(i -> differences[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, SEEDS)
                        .mapToDouble(i -> Math.pow(differences[i] - mean, 2))
                        .sum()
                / (SEEDS - 1);
        double half = 2.68 * Math.sqrt(variance / SEEDS); // Student's t, 49 degrees of freedom
        System.out.printf("random search − TPE: %.4f ± %.4f%n", mean, half);

        assertThat(mean - half).isPositive();
    }

    private static double best(Sampler sampler, ToDoubleFunction<Point> loss, int trials) {
        return search(sampler, loss, trials).stream()
                .mapToDouble(Observed::loss)
                .min()
                .orElseThrow();
    }

    private static List<Observed> search(Sampler sampler, ToDoubleFunction<Point> loss, int trials) {
        List<Observed> observed = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            sampler.propose(i, observed)
                    .ifPresent(point -> observed.add(new Observed(point, loss.applyAsDouble(point))));
        }
        return observed;
    }

    private static long cellsOf64(Sampler sampler) {
        return search(sampler, point -> 0, 64).stream()
                .map(observed -> 8 * (int) (observed.point().values().get(0) * 8)
                        + (int) (observed.point().values().get(1) * 8))
                .distinct()
                .count();
    }

    private static double branin(double x, double y) {
        double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }
}
