package dev.reprise.scratch.exact;

import dev.reprise.scratch.solver.SolverHistory;
import dev.reprise.training.Seen;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One number that a text prints of a Solver's training, with six digits behind the point.
 *
 * @param number of the iteration, from 1, or of the epoch, from 0
 */
public record PrintedFigure(Kind kind, int number, String digits) {

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
        return new PrintedFigure(Kind.LOSS, iteration, digits);
    }

    public static PrintedFigure trainingAccuracy(int epoch, String digits) {
        return new PrintedFigure(Kind.TRAINING_ACCURACY, epoch, digits);
    }

    public static PrintedFigure validationAccuracy(int epoch, String digits) {
        return new PrintedFigure(Kind.VALIDATION_ACCURACY, epoch, digits);
    }

    /** Whether every digit comes out; a training that ended before does not say so. */
    Seen in(SolverHistory history) {
        List<Double> values = kind.values.apply(history);
        int place = number - kind.first;
        String measured = place < values.size() ? String.format(Locale.ROOT, "%f", values.get(place)) : "not reached";
        return new Seen(kind.text + " " + number + " is " + digits, measured.equals(digits), measured);
    }
}
