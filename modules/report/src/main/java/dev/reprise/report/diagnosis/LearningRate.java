package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;
import static dev.reprise.report.diagnosis.Finding.Weight.PROBLEM;

import dev.reprise.results.RunStatus;
import java.util.Optional;

/** Whether the steps are too long, too short, or right. */
final class LearningRate implements Rule {
    @Override
    public Optional<Finding> read(EpochCurves curves) {
        String rule =
                "Too high: the loss stops being finite, rises in a third of the epochs by more than 2 %, or leaps above"
                        + " twice its first value and never comes below 90 % of it. Too low: of the fall from the first iterations"
                        + " to the last, the second half brings more than 40 %, and less than half of the loss is gone.";
        if (curves.status() == RunStatus.DIVERGED) {
            return Finding.of(PROBLEM, "learning rate too high", "The loss stopped being a finite number.", rule);
        }
        Series steps = curves.stepLosses();
        Series epochs = curves.trainLoss();
        if (steps.size() >= 20) {
            double end = steps.mean(steps.size() * 9 / 10, steps.size());
            if (steps.largest() > 2 * steps.first() && end > 0.9 * steps.first()) {
                return Finding.of(
                        PROBLEM,
                        "learning rate too high",
                        "The loss leapt from %s to %s in the iterations, and ended at %s."
                                .formatted(
                                        Finding.number(steps.first()),
                                        Finding.number(steps.largest()),
                                        Finding.number(end)),
                        rule);
            }
        }
        long rises = epochs.rises(0.02);
        if (epochs.size() >= FEW_EPOCHS && rises * 3 >= epochs.size() - 1) {
            return Finding.of(
                    NOTICE,
                    "learning rate rather high",
                    "The training loss went up in %d of %d epochs: the steps overshoot."
                            .formatted(rises, epochs.size() - 1),
                    rule);
        }
        return steps.size() < 20 ? Optional.empty() : Optional.of(slope(steps, rule));
    }

    private static Finding slope(Series steps, String rule) {
        int tenth = Math.max(1, steps.size() / 10);
        double first = steps.first();
        double middle = steps.mean(steps.size() / 2 - tenth / 2, steps.size() / 2 + (tenth + 1) / 2);
        double end = steps.mean(steps.size() - tenth, steps.size());
        double fall = first - end;
        if (fall < 0.02 * first) {
            return new Finding(
                    PROBLEM,
                    "does not learn",
                    "The loss began at %s and ended at %s: the learning rate is far too low, or the net cannot learn."
                            .formatted(Finding.number(first), Finding.number(end)),
                    rule);
        }
        double later = (middle - end) / fall;
        if (later > 0.4 && end > 0.5 * first) {
            return new Finding(
                    NOTICE,
                    "learning rate too low",
                    "The loss fell nearly as a straight line, from %s over %s to %s."
                            .formatted(Finding.number(first), Finding.number(middle), Finding.number(end)),
                    rule);
        }
        return new Finding(
                GOOD,
                "learning rate good",
                "The loss fell from %s to %s, %.0f %% of that in the first half of the iterations."
                        .formatted(Finding.number(first), Finding.number(end), 100 * Math.min(1, 1 - later)),
                rule);
    }
}
