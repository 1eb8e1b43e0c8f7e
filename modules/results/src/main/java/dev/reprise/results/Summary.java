package dev.reprise.results;

import java.util.Arrays;

/**
 * A measure over several runs.
 *
 * @param standardDeviation of a sample, over n − 1; 0 for one run
 */
public record Summary(int runs, double mean, double standardDeviation, double smallest, double largest) {

    /** Of these values; NaN throughout where there are none. */
    public static Summary of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Summary(
                values.length,
                mean,
                Math.sqrt(squares / Math.max(1, values.length - 1)),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN));
    }

    /** Of the mean. */
    public double standardError() {
        return standardDeviation / Math.sqrt(runs);
    }

    /** {@code 0.9836 ± 0.0006 [0.9829, 0.9843]}, with at least four decimals; of one run its value alone. */
    public String text(int decimals) {
        return meanText(decimals)
                + (runs < 2 ? "" : " [" + text(smallest, decimals) + ", " + text(largest, decimals) + "]");
    }

    /** {@code 0.9836 ± 0.0006}; of one run its value alone. */
    public String meanText(int decimals) {
        return text(mean, decimals) + (runs < 2 ? "" : " ± " + text(standardDeviation, decimals));
    }

    /** All of them alike, so that they can be compared; of small values their digits instead of zeros. */
    private String text(double value, int decimals) {
        boolean small = decimals <= 4 && Math.max(Math.abs(smallest), Math.abs(largest)) < 0.01;
        return small ? Numbers.text(value) : Numbers.decimals(value, decimals);
    }

    /** {@code 0.9836 ± 0.0006 [0.9829, 0.9843] over 5 runs}. */
    @Override
    public String toString() {
        return text(4) + " over " + runs + (runs == 1 ? " run" : " runs");
    }
}
