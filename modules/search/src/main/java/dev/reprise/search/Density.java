package dev.reprise.search;

import java.util.SplittableRandom;

/** A density over the values of one parameter. */
sealed interface Density permits ParzenDensity, CategoricalDensity {

    double draw(SplittableRandom random);

    /** The logarithm of the density, of an integer or a choice of its probability. */
    double logarithm(double value);

    /** A place drawn with these weights. */
    static int place(double[] weights, SplittableRandom random) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
