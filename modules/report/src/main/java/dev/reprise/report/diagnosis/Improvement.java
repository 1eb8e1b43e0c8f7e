package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;

import dev.reprise.results.Numbers;
import java.util.Optional;

/** Whether more epochs would help. */
final class Improvement implements Rule {
    private static final String RULE =
            "Still improving: the held-out loss ends within 1% of its minimum, and fell by more"
                    + " than 2% over the last fifth of the epochs.";

    @Override
    public Optional<Finding> read(LearningCurves curves) {
        Series heldOut = curves.heldOutLoss();
        if (heldOut.size() < MIN_EPOCHS) {
            return Optional.empty();
        }
        double fall = heldOut.fallOverLastFifth();
        String text = "The %s loss %s by %s%% over the last fifth of the epochs."
                .formatted(curves.heldOut(), fall < 0 ? "rose" : "fell", Numbers.decimals(100 * Math.abs(fall), 1));
        return heldOut.last() <= 1.01 * heldOut.minimum() && fall > 0.02
                ? Finding.of(NOTICE, "still improving", text + " More epochs would help.", RULE)
                : Finding.of(GOOD, "no further improvement", text, RULE);
    }
}
