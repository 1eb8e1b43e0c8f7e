package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;

import java.util.Optional;

/** Whether more epochs would help. */
final class Improvement implements Rule {
    @Override
    public Optional<Finding> read(EpochCurves curves) {
        Series heldOut = curves.heldOutLoss();
        if (heldOut.size() < FEW_EPOCHS) {
            return Optional.empty();
        }
        double fall = heldOut.fallOverLastFifth();
        boolean improving = heldOut.last() <= 1.01 * heldOut.smallest() && fall > 0.02;
        String rule =
                "Still improving: the held-out loss ends within 1 % of its smallest, and fell by more than 2 % over the last fifth.";
        String seen = "The %s loss changed by %+.1f %% over the last fifth of the epochs."
                .formatted(curves.heldOut(), -100 * fall);
        return improving
                ? Finding.of(NOTICE, "still improving", seen + " More epochs would help.", rule)
                : Finding.of(GOOD, "no further improvement", seen, rule);
    }
}
