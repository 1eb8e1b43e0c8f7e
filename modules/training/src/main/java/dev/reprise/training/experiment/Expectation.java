package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Curves;
import dev.reprise.results.Measure;
import dev.reprise.results.Numbers;
import dev.reprise.results.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An effect to look for in the curves of a run where the text prints no value.
 *
 * <p>Ranges are judged by the mean over the runs of a sweep, shapes by most of its runs.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Expectation {

    /** Whether it is observed over these runs, at least one. */
    CheckResult check(List<Curves> runs);

    /** The epochs that a run needs for it. */
    default int epochs() {
        return 1;
    }

    /** A measure in a range, at an epoch or, where none is said, at the one that is kept. */
    @JsonTypeName("range")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Range(Measure measure, OptionalInt epoch, OptionalDouble low, OptionalDouble high, String lookFor)
            implements Expectation {

        /** The same of this epoch. */
        public Range atEpoch(int number) {
            return new Range(measure, OptionalInt.of(number), low, high, lookFor);
        }

        @Override
        public int epochs() {
            return epoch.orElse(1);
        }

        @Override
        public CheckResult check(List<Curves> runs) {
            double mean = Summary.of(epoch.isPresent() ? atEpoch(runs) : values(measure, runs))
                    .mean();
            boolean confirmed =
                    mean >= low.orElse(Double.NEGATIVE_INFINITY) && mean <= high.orElse(Double.POSITIVE_INFINITY);
            return new CheckResult(toString(), confirmed, measured(mean, runs.size()));
        }

        private double[] atEpoch(List<Curves> runs) {
            return runs.stream()
                    .flatMapToDouble(curves -> measure.of(curves.rows().get(epoch.getAsInt() - 1)).stream())
                    .toArray();
        }

        @Override
        public String toString() {
            String at = epoch.isPresent() ? " of epoch " + epoch.getAsInt() : "";
            String range = low.isEmpty()
                    ? "at most " + Numbers.text(high.orElseThrow())
                    : high.isEmpty()
                            ? "at least " + Numbers.text(low.getAsDouble())
                            : "between " + Numbers.text(low.getAsDouble()) + " and " + Numbers.text(high.getAsDouble());
            return measure + at + " " + range + " (" + lookFor + ")";
        }
    }

    /**
     * What a reference implementation reached. A run must be in its range; the mean of ten runs or more must also be
     * within two standard errors of its mean.
     */
    @JsonTypeName("known")
    record Known(Measure measure, Summary reference) implements Expectation {
        private static final int MIN_RUNS_FOR_MEANS = 10;

        /** A known mean without its standard deviation. */
        @FunctionalInterface
        public interface StandardDeviation {
            Range standardDeviation(double value);
        }

        /** A known mean without its range. */
        @FunctionalInterface
        public interface Range {
            Known range(double smallest, double largest);
        }

        @Override
        public CheckResult check(List<Curves> curves) {
            Summary ours = Summary.of(values(measure, curves));
            boolean confirmed = ours.mean() >= reference.smallest() && ours.mean() <= reference.largest();
            String why = measured(ours.mean(), ours.runs());
            if (ours.runs() >= MIN_RUNS_FOR_MEANS) {
                double error = Math.hypot(reference.standardError(), ours.standardError());
                confirmed &= Math.abs(ours.mean() - reference.mean()) <= 2 * error;
                why += ", two standard errors are " + Numbers.measured(2 * error);
            }
            return new CheckResult(toString(), confirmed, why);
        }

        @Override
        public String toString() {
            return measure + " as in the reference implementation: " + reference;
        }
    }

    /** A curve that falls, and at the end is above its lowest again. */
    @JsonTypeName("rises-again")
    record RisesAgain(Measure measure, double by) implements Expectation {
        @Override
        public CheckResult check(List<Curves> runs) {
            return turns(toString(), runs, measure, -1, by);
        }

        @Override
        public String toString() {
            return measure + " falls, then rises by at least " + Numbers.text(by);
        }
    }

    /** A curve that rises, and at the end is below its highest again. */
    @JsonTypeName("falls-again")
    record FallsAgain(Measure measure, double by) implements Expectation {
        @Override
        public CheckResult check(List<Curves> runs) {
            return turns(toString(), runs, measure, 1, by);
        }

        @Override
        public String toString() {
            return measure + " rises, then falls by at least " + Numbers.text(by);
        }
    }

    /** The weights of a linear model: their means over the runs near these. */
    @JsonTypeName("weights-near")
    record WeightsNear(List<Double> weights, List<Double> within) implements Expectation {
        public WeightsNear {
            weights = List.copyOf(weights);
            within = List.copyOf(within);
            if (weights.size() != within.size()) {
                throw new IllegalArgumentException("as many tolerances as weights: " + weights + ", " + within);
            }
        }

        @Override
        public CheckResult check(List<Curves> runs) {
            double[] means = IntStream.range(0, weights.size())
                    .mapToDouble(i -> runs.stream()
                            .filter(run -> i < run.weights().size())
                            .mapToDouble(run -> run.weights().get(i))
                            .average()
                            .orElse(Double.NaN))
                    .toArray();
            boolean confirmed = IntStream.range(0, means.length)
                    .allMatch(i -> Math.abs(means[i] - weights.get(i)) <= within.get(i));
            return new CheckResult(
                    toString(),
                    confirmed,
                    "measured "
                            + String.join(
                                    ", ",
                                    Arrays.stream(means).mapToObj(Numbers::text).toList()));
        }

        @Override
        public String toString() {
            return "weights near "
                    + String.join(
                            ", ",
                            IntStream.range(0, weights.size())
                                    .mapToObj(i -> Numbers.text(weights.get(i)) + " ± " + Numbers.text(within.get(i)))
                                    .toList());
        }
    }

    /** Whether most curves turn: up to their extreme before the last epoch, then back by at least so much. */
    private static CheckResult turns(String lookFor, List<Curves> runs, Measure measure, int sign, double by) {
        long turned = 0;
        String why = "";
        for (Curves run : runs) {
            double[] values = run.of(measure);
            int extreme = IntStream.range(0, values.length)
                    .reduce((a, b) -> sign * values[b] > sign * values[a] ? b : a)
                    .orElseThrow();
            double end = values[values.length - 1];
            if (extreme > 0 && sign * (values[extreme] - end) >= by) {
                turned++;
            }
            why = "%s at the first epoch, %s at epoch %d, %s at the end"
                    .formatted(Numbers.text(values[0]), Numbers.text(values[extreme]), extreme + 1, Numbers.text(end));
        }
        return new CheckResult(
                lookFor, 2 * turned > runs.size(), runs.size() == 1 ? why : turned + " of " + runs.size() + " runs do");
    }

    private static double[] values(Measure measure, List<Curves> runs) {
        return runs.stream()
                .flatMapToDouble(curves -> measure.of(curves).stream())
                .toArray();
    }

    private static String measured(double mean, int runs) {
        return Numbers.measured(mean) + (runs == 1 ? "" : ", the mean of " + runs + " runs");
    }
}
