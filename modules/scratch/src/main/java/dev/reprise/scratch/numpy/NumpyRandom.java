package dev.reprise.scratch.numpy;

/**
 * NumPy's legacy generator: what {@code numpy.random.seed(s)} and the functions of {@code numpy.random} draw after it.
 *
 * <p>Integers and uniform numbers are NumPy's to the bit. Normal numbers go through a logarithm, whose last bit differs
 * between mathematical libraries: they agree to two units in the last place. A new NumPy draws the same, because NumPy
 * keeps {@code RandomState} as it is.
 */
public final class NumpyRandom {
    private final MersenneTwister twister;
    private double spare; // the second number of the last polar pair
    private boolean hasSpare;

    private NumpyRandom(MersenneTwister twister) {
        this.twister = twister;
    }

    /** {@code numpy.random.seed(seed)}: 0 to 2³² − 1. */
    public static NumpyRandom seed(long seed) {
        if (seed < 0 || seed > 0xFFFFFFFFL) {
            throw new IllegalArgumentException("seed must be in 0–4294967295, is " + seed);
        }
        return new NumpyRandom(new MersenneTwister((int) seed));
    }

    /** {@code randn}: n standard normal numbers, by Marsaglia's polar method, which makes them in pairs. */
    public double[] randn(int n) {
        return normal(0, 1, n);
    }

    /** {@code normal(mean, standardDeviation, n)}. */
    public double[] normal(double mean, double standardDeviation, int n) {
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            drawn[i] = mean + standardDeviation * gauss();
        }
        return drawn;
    }

    /** {@code uniform(low, high, n)}: in [low, high). */
    public double[] uniform(double low, double high, int n) {
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            drawn[i] = low + (high - low) * twister.nextDouble();
        }
        return drawn;
    }

    /** {@code randint(high, size=n)}: whole numbers in [0, high). */
    public int[] randint(int high, int n) {
        if (high < 1) {
            throw new IllegalArgumentException("randint needs a high above 0, got " + high);
        }
        int[] drawn = new int[n];
        for (int i = 0; i < n && high > 1; i++) {
            drawn[i] = below(high);
        }
        return drawn;
    }

    /** {@code choice(high, n)}: n of the numbers 0 … high − 1, each drawn from all of them. */
    public int[] choice(int high, int n) {
        return randint(high, n);
    }

    /** {@code permutation(n)}: the numbers 0 … n − 1 in random order. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = below(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** Below {@code bound}, which is at least 2: as many low bits as the largest needs, drawn again while they are too large. */
    private int below(int bound) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(bound - 1);
        int drawn = twister.next32() & mask;
        while (drawn >= bound) {
            drawn = twister.next32() & mask;
        }
        return drawn;
    }

    private double gauss() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * twister.nextDouble() - 1;
            y = 2 * twister.nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * Math.log(square) / square);
        spare = factor * x;
        hasSpare = true;
        return factor * y;
    }
}
