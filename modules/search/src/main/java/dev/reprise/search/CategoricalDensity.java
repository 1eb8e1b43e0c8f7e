package dev.reprise.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The share of each choice among observed ones, with an even prior of the weight of one observation. */
final class CategoricalDensity implements Density {
    private final double[] probabilities;

    /** Of observed choices with their weights. */
    CategoricalDensity(int choices, double[] observed, double[] weights) {
        int kernels = observed.length + 1;
        double total = 1 + Arrays.stream(weights).sum(); // the prior's is 1
        double even = 1.0 / kernels;
        probabilities = new double[choices];
        for (int k = 0; k < kernels; k++) {
            double weight = (k < observed.length ? weights[k] : 1) / total;
            double sum = choices * even + (k < observed.length ? 1 : 0);
            for (int choice = 0; choice < choices; choice++) {
                boolean hit = k < observed.length && observed[k] == choice;
                probabilities[choice] += weight * (even + (hit ? 1 : 0)) / sum;
            }
        }
    }

    @Override
    public double draw(SplittableRandom random) {
        return Density.place(probabilities, random);
    }

    @Override
    public double logarithm(double value) {
        return Math.log(probabilities[(int) value]);
    }
}
