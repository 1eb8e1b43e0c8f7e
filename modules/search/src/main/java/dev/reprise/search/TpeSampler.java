package dev.reprise.search;

import dev.reprise.search.Parameter.Choice;
import dev.reprise.search.Parameter.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The Tree-structured Parzen Estimator (Bergstra et al. 2011), each parameter by itself, with the settings of Optuna's default.
 *
 * <p>The best tenth of the observed points, at most 25, and the others give two densities l and g; of 24 values drawn from l
 * the one with the largest l/g is proposed. The first ten points are random.
 */
public record TpeSampler(Space space, long seed) implements Sampler {
    private static final int RANDOM_FIRST = 10;
    private static final int CANDIDATES = 24;
    private static final int MOST_GOOD = 25;
    private static final int FULL_WEIGHT = 25;

    @Override
    public Optional<Point> propose(int number, List<Observed> observed) {
        if (observed.size() < RANDOM_FIRST) {
            return new RandomSampler(space, seed).propose(number, observed);
        }
        List<Integer> byLoss = IntStream.range(0, observed.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> observed.get(i).loss()))
                .toList();
        int good = good(observed.size());
        SplittableRandom random = RandomSampler.stream(seed, number);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            values.add(best(
                    density(i, byLoss.subList(0, good), observed),
                    density(i, byLoss.subList(good, byLoss.size()), observed),
                    random));
        }
        return Optional.of(new Point(values));
    }

    /** How many of so many points count as good. */
    static int good(int observed) {
        return Math.min(MOST_GOOD, (int) Math.ceil(0.1 * observed));
    }

    /** The weights of so many points, oldest first: the 25 newest count fully, older ones the less the older. */
    static double[] weights(int points) {
        int ramp = Math.max(0, points - FULL_WEIGHT);
        double[] weights = new double[points];
        for (int i = 0; i < points; i++) {
            weights[i] = i >= ramp ? 1 : ramp == 1 ? 1.0 / points : 1.0 / points + i * (1 - 1.0 / points) / (ramp - 1);
        }
        return weights;
    }

    private Density density(int parameter, List<Integer> points, List<Observed> observed) {
        double[] values = points.stream()
                .sorted() // the order in which they were proposed
                .mapToDouble(i -> observed.get(i).point().values().get(parameter))
                .toArray();
        double[] weights = weights(values.length);
        Parameter of = space.parameters().get(parameter);
        return of instanceof Range range
                ? new ParzenDensity(range, values, weights)
                : new CategoricalDensity(((Choice) of).values().size(), values, weights);
    }

    private static double best(Density good, Density others, SplittableRandom random) {
        double best = good.draw(random);
        double most = good.logarithm(best) - others.logarithm(best);
        for (int i = 1; i < CANDIDATES; i++) {
            double candidate = good.draw(random);
            double ratio = good.logarithm(candidate) - others.logarithm(candidate);
            if (ratio > most) {
                most = ratio;
                best = candidate;
            }
        }
        return best;
    }
}
