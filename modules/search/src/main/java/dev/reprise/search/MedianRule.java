package dev.reprise.search;

import java.util.Arrays;
import java.util.List;

/**
 * Ends a trial whose best loss so far is worse than the median of the other trials' losses after the same epoch (Golovin et al.
 * 2017).
 *
 * @param trialsFirst how many trials must have come this far before one is ended
 * @param epochsFirst epochs after which no trial is ended yet
 */
public record MedianRule(int trialsFirst, int epochsFirst) {

    /**
     * Whether a trial should end.
     *
     * @param losses of the trial after each epoch so far
     * @param others losses of the other trials, each as long as it came
     */
    public boolean ends(List<Double> losses, List<List<Double>> others) {
        int epoch = losses.size();
        double[] there = others.stream()
                .filter(other -> other.size() >= epoch)
                .mapToDouble(other -> other.get(epoch - 1))
                .sorted()
                .toArray();
        return epoch > epochsFirst
                && there.length >= Math.max(1, trialsFirst)
                && losses.stream().mapToDouble(loss -> loss).min().orElseThrow() > median(there);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
