package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What there is to see in a run where the text prints no figure: told from its curves, in a line of its own.
 *
 * <p>Ranges are judged by the mean over the runs of a sweep, shapes by most of its runs.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Expectation {

    /** Whether it is so over these runs, at least one. */
    Seen in(List<Curves> runs);

    /** The epochs that a run needs for it. */
    default int epochs() {
        return 1;
    }

    /** At least {@code low}: of the kept epoch. */
    static Range atLeast(Measure measure, double low, String toSee) {
        return new Range(measure, OptionalInt.empty(), OptionalDouble.of(low), OptionalDouble.empty(), toSee);
    }

    /** At most {@code high}: of the kept epoch. */
    static Range atMost(Measure measure, double high, String toSee) {
        return new Range(measure, OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.of(high), toSee);
    }

    /** From {@code low} to {@code high}: of the kept epoch. */
    static Range between(Measure measure, double low, double high, String toSee) {
        return new Range(measure, OptionalInt.empty(), OptionalDouble.of(low), OptionalDouble.of(high), toSee);
    }

    /** What the same program gave elsewhere: {@code mean ± deviation [low, high]} of {@code runs} runs. */
    static Known known(Measure measure, double mean, double deviation, int runs, double low, double high) {
        return new Known(measure, mean, deviation, runs, low, high, 0, "");
    }

    static RisesAgain risesAgain(Measure measure, double by) {
        return new RisesAgain(measure, by);
    }

    static FallsAgain fallsAgain(Measure measure, double by) {
        return new FallsAgain(measure, by);
    }

    static WeightsNear weightsNear(List<Double> weights, List<Double> within) {
        return new WeightsNear(weights, within);
    }

    /** A measure in a range, at an epoch or, where none is said, at the one that is kept. */
    @JsonTypeName("range")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Range(Measure measure, OptionalInt epoch, OptionalDouble low, OptionalDouble high, String toSee)
            implements Expectation {

        /** The same of this epoch. */
        public Range atEpoch(int number) {
            return new Range(measure, OptionalInt.of(number), low, high, toSee);
        }

        @Override
        public int epochs() {
            return epoch.orElse(1);
        }

        @Override
        public Seen in(List<Curves> runs) {
            double mean = mean(runs);
            boolean held =
                    mean >= low.orElse(Double.NEGATIVE_INFINITY) && mean <= high.orElse(Double.POSITIVE_INFINITY);
            return new Seen(toString(), held, measured(measure + at(), runs.size(), mean));
        }

        private double mean(List<Curves> runs) {
            return runs.stream()
                    .flatMapToDouble(curves -> (epoch.isEmpty()
                                    ? measure.of(curves)
                                    : measure.of(curves.rows().get(epoch.getAsInt() - 1)))
                            .stream())
                    .average()
                    .orElse(Double.NaN);
        }

        private String at() {
            return epoch.isPresent() ? " of epoch " + epoch.getAsInt() : "";
        }

        @Override
        public String toString() {
            String range = low.isPresent() && high.isPresent()
                    ? text(low.getAsDouble()) + "–" + text(high.getAsDouble())
                    : low.isPresent() ? "at least " + text(low.getAsDouble()) : "at most " + text(high.orElseThrow());
            return toSee + ", " + measure + at() + " " + range;
        }
    }

    /**
     * What the same program gave elsewhere. A run lies in the known range; the mean of ten runs or more also lies within
     * two standard errors of the known mean, plus a margin.
     */
    @JsonTypeName("known")
    record Known(
            Measure measure,
            double mean,
            double deviation,
            int runs,
            double low,
            double high,
            double margin,
            String reason)
            implements Expectation {
        private static final int ENOUGH = 10;

        /** With this much more between the means, and why. */
        public Known plus(double more, String because) {
            return new Known(measure, mean, deviation, runs, low, high, more, because);
        }

        @Override
        public Seen in(List<Curves> ours) {
            double[] values = ours.stream()
                    .flatMapToDouble(curves -> measure.of(curves).stream())
                    .toArray();
            Spread spread = Spread.of(measure, values);
            boolean held = spread.mean() >= low && spread.mean() <= high;
            String why = measured(measure.toString(), values.length, spread.mean());
            if (values.length >= ENOUGH) {
                double error = Math.sqrt(
                        deviation * deviation / runs + spread.deviation() * spread.deviation() / values.length);
                held &= Math.abs(spread.mean() - mean) <= 2 * error + margin;
                why += String.format(Locale.ROOT, ", two standard errors are %.4f", 2 * error);
            }
            return new Seen(toString(), held, why);
        }

        @Override
        public String toString() {
            return "as the program gave elsewhere, " + measure + " " + text(mean) + " ± " + text(deviation) + " ["
                    + text(low) + ", " + text(high) + "] over " + runs + " runs"
                    + (margin > 0 ? ", margin " + text(margin) + ": " + reason : "");
        }
    }

    /** A curve that falls, and at the end is above its lowest again. */
    @JsonTypeName("rises-again")
    record RisesAgain(Measure measure, double by) implements Expectation {
        @Override
        public Seen in(List<Curves> runs) {
            return turns(toString(), runs, measure, -1, by);
        }

        @Override
        public String toString() {
            return measure + " falls, then rises by at least " + text(by);
        }
    }

    /** A curve that rises, and at the end is below its highest again. */
    @JsonTypeName("falls-again")
    record FallsAgain(Measure measure, double by) implements Expectation {
        @Override
        public Seen in(List<Curves> runs) {
            return turns(toString(), runs, measure, 1, by);
        }

        @Override
        public String toString() {
            return measure + " rises, then falls by at least " + text(by);
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
        public Seen in(List<Curves> runs) {
            double[] means = IntStream.range(0, weights.size())
                    .mapToDouble(i -> runs.stream()
                            .filter(run -> i < run.weights().size())
                            .mapToDouble(run -> run.weights().get(i))
                            .average()
                            .orElse(Double.NaN))
                    .toArray();
            boolean held = IntStream.range(0, means.length)
                    .allMatch(i -> Math.abs(means[i] - weights.get(i)) <= within.get(i));
            return new Seen(
                    toString(),
                    held,
                    "they are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(means)
                                            .mapToObj(Expectation::text)
                                            .toList()));
        }

        @Override
        public String toString() {
            return "weights near "
                    + String.join(
                            ", ",
                            IntStream.range(0, weights.size())
                                    .mapToObj(i -> text(weights.get(i)) + " ± " + text(within.get(i)))
                                    .toList());
        }
    }

    /** Whether most curves turn: up to their extreme before the last epoch, then back by at least so much. */
    private static Seen turns(String toSee, List<Curves> runs, Measure measure, int sign, double by) {
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
                    .formatted(text(values[0]), text(values[extreme]), extreme + 1, text(end));
        }
        return new Seen(
                toSee, 2 * turned > runs.size(), runs.size() == 1 ? why : turned + " of " + runs.size() + " runs do");
    }

    private static String measured(String what, int runs, double mean) {
        return what + " " + text(mean) + (runs == 1 ? "" : ", the mean of " + runs + " runs");
    }

    /** Four significant digits. */
    private static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return value == 0 || (Math.abs(value) >= 1e-5 && Math.abs(value) < 1e7)
                ? rounded.toPlainString()
                : rounded.toString();
    }
}
