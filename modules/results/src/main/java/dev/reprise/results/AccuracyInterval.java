package dev.reprise.results;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Where the accuracy on all images like those measured lies with 95 % confidence, in 0–1: the exact interval of C. Clopper
 * and E. Pearson, The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial, 1934.
 */
public record AccuracyInterval(double low, double high) {
    private static final double EACH_SIDE = 0.025;

    /**
     * The interval for some right predictions.
     *
     * @param all at least 1
     */
    public static AccuracyInterval of(int right, int all) {
        if (all < 1 || right < 0 || right > all) {
            throw new IllegalArgumentException("expected 0 to " + all + " right of at least 1, got " + right);
        }
        double low =
                right == 0 ? 0 : BetaDistribution.of(right, all - right + 1).inverseCumulativeProbability(EACH_SIDE);
        double high =
                right == all ? 1 : BetaDistribution.of(right + 1, all - right).inverseSurvivalProbability(EACH_SIDE);
        return new AccuracyInterval(low, high);
    }
}
