package dev.reprise.scratch.exact;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Judgement;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.scratch.solver.SolverHistory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One number that a text prints of a Solver's training, with six digits behind the point.
 *
 * @param number of the iteration, from 1, or of the epoch, from 0
 * @param measure what it counts as among the figures of all experiments; absent: nothing
 */
public record PrintedFigure(Kind kind, int number, String digits, Optional<Measure> measure) {
    private static final double HALF_A_DIGIT = 0.5e-6;

    /** What it is of. */
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

    public static PrintedFigure loss(int iteration, String digits) {
        return new PrintedFigure(Kind.LOSS, iteration, digits, Optional.empty());
    }

    public static PrintedFigure trainingAccuracy(int epoch, String digits) {
        return new PrintedFigure(Kind.TRAINING_ACCURACY, epoch, digits, Optional.empty());
    }

    public static PrintedFigure validationAccuracy(int epoch, String digits) {
        return new PrintedFigure(Kind.VALIDATION_ACCURACY, epoch, digits, Optional.empty());
    }

    /** The same, which counts as this among the figures of all experiments. */
    public PrintedFigure as(Measure value) {
        return new PrintedFigure(kind, number, digits, Optional.of(value));
    }

    /** Whether every digit comes out; a training that ended before does not say so. */
    CheckResult in(SolverHistory history) {
        OptionalDouble value = measured(history);
        String measured = value.isPresent() ? String.format(Locale.ROOT, "%f", value.getAsDouble()) : "not reached";
        return new CheckResult(kind.text + " " + number + " is " + digits, measured.equals(digits), measured);
    }

    Optional<PublishedValue> figure() {
        return measure.map(of -> PublishedValue.published(of, Double.parseDouble(digits))
                .within(HALF_A_DIGIT, "half of the last printed digit"));
    }

    Optional<Judgement> judge(SolverHistory history, Optional<String> noVerdict) {
        OptionalDouble value = measured(history);
        return figure().map(figure ->
                noVerdict.map(because -> figure.noVerdict(value, because)).orElseGet(() -> figure.judge(value)));
    }

    private OptionalDouble measured(SolverHistory history) {
        List<Double> values = kind.values.apply(history);
        int place = number - kind.first;
        return place < values.size() ? OptionalDouble.of(values.get(place)) : OptionalDouble.empty();
    }
}
