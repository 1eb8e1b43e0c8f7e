package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;
import static dev.reprise.report.diagnosis.Finding.Weight.PROBLEM;

import dev.reprise.results.Numbers;
import dev.reprise.results.RunStatus;
import java.util.Optional;

/** Whether the learning rate is too high, too low, or right. */
final class LearningRate implements Rule {
    private static final int MIN_STEPS = 20;
    private static final String RULE =
            "Too high: the loss stops being finite, or jumps above twice its first value and never falls below 90% of it."
                    + " Rather high: the training loss rises by more than 2% in a third of the epochs. Does not learn: the loss"
                    + " falls by less than 2%. Too low: more than 40% of the fall comes in the second half of the iterations,"
                    + " and the loss does not halve.";

    @Override
    public Optional<Finding> read(LearningCurves curves) {
        Series steps = curves.stepLosses();
        return tooHigh(curves)
                .or(() -> ratherHigh(curves.trainLoss()))
                .or(() -> steps.size() < MIN_STEPS ? Optional.empty() : slope(steps));
    }

    private static Optional<Finding> tooHigh(LearningCurves curves) {
        if (curves.status() == RunStatus.DIVERGED) {
            return Finding.of(PROBLEM, "learning rate too high", "The loss is no longer a finite number.", RULE);
        }
        Series steps = curves.stepLosses();
        if (steps.size() < MIN_STEPS) {
            return Optional.empty();
        }
        double end = steps.mean(steps.size() * 9 / 10, steps.size());
        return steps.maximum() > 2 * steps.first() && end > 0.9 * steps.first()
                ? Finding.of(
                        PROBLEM,
                        "learning rate too high",
                        "The loss of an iteration jumped from %s to %s and ended at %s."
                                .formatted(
                                        Numbers.text(steps.first()), Numbers.text(steps.maximum()), Numbers.text(end)),
                        RULE)
                : Optional.empty();
    }

    private static Optional<Finding> ratherHigh(Series epochs) {
        long rises = epochs.rises(0.02);
        return epochs.size() >= MIN_EPOCHS && rises * 3 >= epochs.size() - 1
                ? Finding.of(
                        NOTICE,
                        "learning rate rather high",
                        "The training loss rose in %d of %d epochs: the steps overshoot."
                                .formatted(rises, epochs.size() - 1),
                        RULE)
                : Optional.empty();
    }

    private static Optional<Finding> slope(Series steps) {
        int tenth = Math.max(1, steps.size() / 10);
        double first = steps.first();
        double middle = steps.mean(steps.size() / 2 - tenth / 2, steps.size() / 2 + (tenth + 1) / 2);
        double end = steps.mean(steps.size() - tenth, steps.size());
        double fall = first - end;
        if (fall < 0.02 * first) {
            return Finding.of(
                    PROBLEM,
                    "does not learn",
                    "The loss started at %s and ended at %s: the learning rate is far too low, or the net cannot learn."
                            .formatted(Numbers.text(first), Numbers.text(end)),
                    RULE);
        }
        double later = (middle - end) / fall;
        if (later > 0.4 && end > 0.5 * first) {
            return Finding.of(
                    NOTICE,
                    "learning rate too low",
                    "The loss of an iteration fell almost linearly, from %s through %s to %s (means of a tenth of the iterations)."
                            .formatted(Numbers.text(first), Numbers.text(middle), Numbers.text(end)),
                    RULE);
        }
        return Finding.of(
                GOOD,
                "learning rate good",
                "The loss of an iteration fell from %s to %s, the mean of the last tenth; %.0f%% of that in the first half."
                        .formatted(Numbers.text(first), Numbers.text(end), 100 * Math.min(1, 1 - later)),
                RULE);
    }
}
