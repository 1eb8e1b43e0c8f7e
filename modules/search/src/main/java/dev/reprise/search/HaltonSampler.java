package dev.reprise.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Halton's sequence (1960): more even than random points. The parameter i has the base of the prime i; a shift that is drawn for
 * each parameter (Cranley and Patterson 1976) tells one seed from another.
 */
public final class HaltonSampler implements Sampler {
    private final Space space;
    private final List<Integer> bases = new ArrayList<>();
    private final double[] shifts;

    public HaltonSampler(Space space, long seed) {
        this.space = space;
        BigInteger prime = BigInteger.ONE;
        for (int i = 0; i < space.size(); i++) {
            prime = prime.nextProbablePrime();
            bases.add(prime.intValueExact());
        }
        this.shifts = new SplittableRandom(seed).doubles(space.size()).toArray();
    }

    @Override
    public Optional<Point> propose(int number, List<Observed> observed) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            double place = (radicalInverse(number + 1, bases.get(i)) + shifts[i]) % 1;
            values.add(space.parameters().get(i).at(place));
        }
        return Optional.of(new Point(values));
    }

    /** The digits of a number in a base, mirrored at the point: 6 = 110 in base 2 gives 0.011 = 3/8. */
    static double radicalInverse(int number, int base) {
        double inverse = 0;
        double weight = 1.0 / base;
        for (int left = number; left > 0; left /= base) {
            inverse += weight * (left % base);
            weight /= base;
        }
        return inverse;
    }
}
