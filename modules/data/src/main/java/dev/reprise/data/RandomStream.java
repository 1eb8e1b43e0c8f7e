package dev.reprise.data;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The only source of random numbers: one independent stream for each seed, index and purpose.
 *
 * <p>The three are mixed by a hash (Stafford's mix 13 of 64 bits, as in SplittableRandom). Adding them up instead would
 * make neighboring seeds draw shifted copies of one sequence.
 */
public final class RandomStream {
    /** What the numbers are drawn for. */
    public enum Purpose {
        INITIAL_VALUES(1),
        ROW_ORDER(2),
        /** Whatever torch's own generator draws in an epoch, such as dropout. */
        ENGINE(3),
        TRAINING_SCORES(4),
        /** The rows of a data set that is drawn by a rule. */
        ROWS(5),
        SYNTHETIC_TRAINING_DIGITS(6),
        SYNTHETIC_TEST_DIGITS(7),
        /** The trials of a random search. */
        SEARCH(8),
        /** The rows that are held out of each class. */
        VALIDATION(9);

        private final long number; // part of every stream: it never changes

        Purpose(long number) {
            this.number = number;
        }
    }

    private RandomStream() {}

    /** The stream of a whole run. */
    public static SplittableRandom of(long seed, Purpose purpose) {
        return of(seed, 0, purpose);
    }

    /** The stream of an epoch, counted from 1, or of the example with this index. */
    public static SplittableRandom of(long seed, int index, Purpose purpose) {
        return new SplittableRandom(state(seed, index, purpose));
    }

    /** The numbers from 0 on, so many, in a random order (R. Durstenfeld, Algorithm 235, 1964). */
    public static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int number = order[i];
            order[i] = order[other];
            order[other] = number;
        }
        return order;
    }

    /** A seed for torch's generator, whose seeds have 32 bits in DJL. */
    public static int engineSeed(long seed, int epoch, Purpose purpose) {
        return (int) (state(seed, epoch, purpose) >>> 32);
    }

    private static long state(long seed, int index, Purpose purpose) {
        return mix(mix(mix(seed) + index) + (purpose.number << 32));
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
