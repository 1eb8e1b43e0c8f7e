package dev.reprise.search;

import dev.reprise.search.Parameter.Range;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A mixture of normal densities cut off at the ends of a range: one around each observed value, and a wide one as the prior. A
 * kernel is as wide as the distance to its farther neighbor, within bounds that narrow as values come in.
 */
final class ParzenDensity implements Density {
    private final Range range;
    private final double low;
    private final double high;
    private final double[] means;
    private final double[] deviations;
    private final double[] weights;

    /** Around observed values with their weights. */
    ParzenDensity(Range range, double[] observed, double[] weights) {
        this.range = range;
        double half = range.integers() ? 0.5 : 0;
        this.low = range.scaled(range.low() - half);
        this.high = range.scaled(range.high() + half);
        int kernels = observed.length + 1;
        this.means = new double[kernels];
        for (int i = 0; i < observed.length; i++) {
            means[i] = range.scaled(observed[i]);
        }
        means[observed.length] = (low + high) / 2;
        this.weights = Arrays.copyOf(weights, kernels);
        this.weights[observed.length] = 1;
        double total = Arrays.stream(this.weights).sum();
        for (int i = 0; i < kernels; i++) {
            this.weights[i] /= total;
        }
        this.deviations = deviations();
    }

    private double[] deviations() {
        int kernels = means.length;
        int[] order = IntStream.range(0, kernels)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> means[i]))
                .mapToInt(i -> i)
                .toArray();
        double widest = high - low;
        double narrowest = widest / Math.min(100, 1 + kernels);
        double[] widths = new double[kernels];
        for (int i = 0; i < kernels; i++) {
            double before = i == 0 ? means[order[i]] - low : means[order[i]] - means[order[i - 1]];
            double after = i == kernels - 1 ? high - means[order[i]] : means[order[i + 1]] - means[order[i]];
            double width = Math.max(before, after);
            if (kernels >= 2 && i == 0) {
                width = after; // an end of the range is no neighbor
            } else if (kernels >= 2 && i == kernels - 1) {
                width = before;
            }
            widths[order[i]] = Math.max(narrowest, Math.min(widest, width));
        }
        widths[kernels - 1] = widest; // the prior's
        return widths;
    }

    double[] kernelDeviations() {
        return deviations.clone();
    }

    @Override
    public double draw(SplittableRandom random) {
        int kernel = Density.place(weights, random);
        double from = Normal.cumulative((low - means[kernel]) / deviations[kernel]);
        double to = Normal.cumulative((high - means[kernel]) / deviations[kernel]);
        double drawn = means[kernel] + deviations[kernel] * Normal.quantile(from + random.nextDouble() * (to - from));
        return range.valueOf(Math.max(low, Math.min(high, drawn)));
    }

    @Override
    public double logarithm(double value) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += weights[i] * kernel(i, value);
        }
        return Math.log(sum);
    }

    private double kernel(int i, double value) {
        double all = Normal.cumulative((high - means[i]) / deviations[i])
                - Normal.cumulative((low - means[i]) / deviations[i]);
        if (range.integers()) {
            double from = (range.scaled(value - 0.5) - means[i]) / deviations[i];
            double to = (range.scaled(value + 0.5) - means[i]) / deviations[i];
            return (Normal.cumulative(to) - Normal.cumulative(from)) / all;
        }
        double z = (range.scaled(value) - means[i]) / deviations[i];
        return Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * deviations[i]) / all;
    }
}
