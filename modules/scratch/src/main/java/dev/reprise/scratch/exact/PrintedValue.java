package dev.reprise.scratch.exact;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Verdict;
import dev.reprise.scratch.solver.SolverHistory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A number that a text prints of a Solver's training, with six decimals.
 *
 * @param number of the iteration, from 1, or of the epoch, from 0
 * @param measure the measure that it is a published value of; absent: none
 */
public record PrintedValue(Kind kind, int number, String digits, Optional<Measure> measure) {
    private static final double HALF_A_DIGIT = 0.5e-6;

    /** What is printed. */
    public enum Kind {
        LOSS("loss of iteration", 1, SolverHistory::losses),
        TRAINING_ACCURACY("training accuracy of epoch", 0, SolverHistory::trainAccuracies),
        VALIDATION_ACCURACY("validation accuracy of epoch", 0, SolverHistory::validationAccuracies);

        private final String text;
        private final int first;

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        private final Function<SolverHistory, List<Double>> values;

        Kind(String text, int first, Function<SolverHistory, List<Double>> values) {
            this.text = text;
            this.first = first;
            this.values = values;
        }
    }

    public static PrintedValue loss(int iteration, String digits) {
        return new PrintedValue(Kind.LOSS, iteration, digits, Optional.empty());
    }

    public static PrintedValue trainingAccuracy(int epoch, String digits) {
        return new PrintedValue(Kind.TRAINING_ACCURACY, epoch, digits, Optional.empty());
    }

    public static PrintedValue validationAccuracy(int epoch, String digits) {
        return new PrintedValue(Kind.VALIDATION_ACCURACY, epoch, digits, Optional.empty());
    }

    /** The same, as the published value of a measure. */
    public PrintedValue publishes(Measure value) {
        return new PrintedValue(kind, number, digits, Optional.of(value));
    }

    /** Whether every digit agrees; one that was not reached does not. */
    CheckResult check(SolverHistory history) {
        OptionalDouble value = measured(history);
        String measured = value.isPresent() ? String.format(Locale.ROOT, "%f", value.getAsDouble()) : "not reached";
        return new CheckResult(kind.text + " " + number + " is " + digits, measured.equals(digits), measured);
    }

    Optional<PublishedValue> published() {
        return measure.map(of -> PublishedValue.published(of, Double.parseDouble(digits))
                .within(HALF_A_DIGIT, "half of the last printed digit"));
    }

    Optional<Verdict> judge(SolverHistory history, Optional<String> noVerdict) {
        return published().map(value -> value.judge(measured(history), noVerdict));
    }

    private OptionalDouble measured(SolverHistory history) {
        List<Double> values = kind.values.apply(history);
        int place = number - kind.first;
        return place < values.size() ? OptionalDouble.of(values.get(place)) : OptionalDouble.empty();
    }
}
