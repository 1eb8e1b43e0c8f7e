package dev.reprise.search;

/** The standard normal distribution. */
final class Normal {
    private static final int STEPS = 100;
    private static final double FARTHEST = 40;

    private Normal() {}

    /** Φ(z), by the series or the continued fraction of Abramowitz and Stegun 26.2.11 and 26.2.14, to 1e-14. */
    static double cumulative(double z) {
        if (z < 0) {
            return 1 - cumulative(-z);
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z < 4) {
            double term = z;
            double sum = z;
            for (int i = 3; i < 2 * STEPS; i += 2) {
                term *= z * z / i;
                sum += term;
            }
            return 0.5 + density * sum;
        }
        double fraction = z;
        for (int i = STEPS; i > 0; i--) {
            fraction = z + i / fraction;
        }
        return 1 - density / fraction;
    }

    /** The z with Φ(z) = p, by bisection. */
    static double quantile(double p) {
        double low = -FARTHEST;
        double high = FARTHEST;
        for (int i = 0; i < STEPS && low < high; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
