package dev.reprise.scratch.numpy;

/**
 * MT19937, the Mersenne Twister of Matsumoto and Nishimura (1998), seeded as {@code numpy.random.seed} does.
 *
 * <p>624 words of state; each call gives 32 bits.
 */
final class MersenneTwister {
    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908B0DF;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    int next32() {
        if (next == WORDS) {
            twist();
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >>> 18);
    }

    /** Uniform in [0, 1) with 53 bits of two calls. */
    double nextDouble() {
        long high = Integer.toUnsignedLong(next32()) >>> 5;
        long low = Integer.toUnsignedLong(next32()) >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7FFFFFFF);
            state[i] = state[(i + MIDDLE) % WORDS] ^ (y >>> 1) ^ (-(y & 1) & TWIST);
        }
    }
}
