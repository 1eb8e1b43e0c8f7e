package dev.reprise.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.RandomStream.Purpose;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomStreamTest {
    private static final int SEEDS = 1000;
    private static final int EPOCHS = 3;
    private static final int DRAWS = 1000;

    @Test
    void noTwoStreamsShareARunOfDraws() {
        // where two runs overlap, one of the streams starts within the other
        long[] starts = streams().mapToLong(SplittableRandom::nextLong).sorted().toArray();
        assertThat(Arrays.stream(starts).distinct().count()).isEqualTo(starts.length);
        long shared = streams()
                .flatMapToLong(stream -> stream.longs(DRAWS).skip(1))
                .filter(draw -> Arrays.binarySearch(starts, draw) >= 0)
                .count();
        assertThat(shared).isZero();
    }

    static Stream<Function<SplittableRandom, int[]>> orders() {
        return Stream.of(
                RandomStreamTest::shuffled,
                random -> random.ints(DRAWS, 0, DRAWS).toArray());
    }

    /** Two unrelated orders of n rows agree in one place on average, however they are shifted against each other. */
    @ParameterizedTest
    @MethodSource("orders")
    void neighboringSeedsEpochsAndPurposesOrderRowsIndependently(Function<SplittableRandom, int[]> order) {
        int most = 0;
        long total = 0;
        long comparisons = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            int[] rows = order.apply(RandomStream.of(seed, 1, Purpose.ROW_ORDER));
            for (SplittableRandom neighbor : neighbors(seed)) {
                int[] others = order.apply(neighbor);
                for (int shift = -2; shift <= 2; shift++) {
                    int agreements = agreements(rows, others, shift);
                    most = Math.max(most, agreements);
                    total += agreements;
                    comparisons++;
                }
            }
        }
        assertThat(most).isLessThanOrEqualTo(11); // a Poisson variable of mean 1 exceeds it in 8 of 10 billion cases
        assertThat((double) total / comparisons).isBetween(0.95, 1.05); // 6 standard deviations
    }

    @Test
    void enginesGetDifferentSeeds() {
        long distinct = LongStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed -> IntStream.range(0, EPOCHS)
                        .boxed()
                        .flatMap(epoch -> Arrays.stream(Purpose.values())
                                .map(purpose -> RandomStream.engineSeed(seed, epoch, purpose))))
                .distinct()
                .count();
        assertThat(distinct).isEqualTo((long) SEEDS * EPOCHS * Purpose.values().length);
    }

    /** The numbers were worked out by a program in another language: what a seed draws is part of a recorded run. */
    @Test
    void theDrawsOfASeedNeverChange() {
        assertThat(RandomStream.of(7, 2, Purpose.ENGINE).longs(3))
                .containsExactly(-2860674048060897328L, -3673157804882848665L, 5610657916701481388L);
        assertThat(RandomStream.engineSeed(7, 2, Purpose.ENGINE)).isEqualTo(-449104675);
    }

    private static Stream<SplittableRandom> streams() {
        return LongStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed -> IntStream.range(0, EPOCHS)
                        .boxed()
                        .flatMap(epoch ->
                                Arrays.stream(Purpose.values()).map(purpose -> RandomStream.of(seed, epoch, purpose))));
    }

    private static SplittableRandom[] neighbors(long seed) {
        return new SplittableRandom[] {
            RandomStream.of(seed + 1, 1, Purpose.ROW_ORDER),
            RandomStream.of(seed, 2, Purpose.ROW_ORDER),
            RandomStream.of(seed, 1, Purpose.TRAINING_SCORES)
        };
    }

    private static int[] shuffled(SplittableRandom random) {
        int[] rows = IntStream.range(0, DRAWS).toArray();
        for (int i = DRAWS - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    private static int agreements(int[] rows, int[] others, int shift) {
        int count = 0;
        for (int i = Math.max(0, -shift); i < Math.min(DRAWS, DRAWS - shift); i++) {
            count += rows[i] == others[i + shift] ? 1 : 0;
        }
        return count;
    }
}
