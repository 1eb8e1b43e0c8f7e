package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;

import dev.reprise.results.Numbers;
import java.util.Optional;

/** How much better the net does on the training set than on data that it has not seen. */
final class Gap implements Rule {
    private static final String RULE =
            "Large: more than 5 percentage points (more data or stronger regularization narrows it)."
                    + " None: less than 1 point (a larger net may do better). Small: between.";

    @Override
    public Optional<Finding> read(LearningCurves curves) {
        if (curves.trainAccuracy().isEmpty() || curves.heldOutAccuracy().isEmpty()) {
            return Optional.empty();
        }
        double train = curves.trainAccuracy().last();
        double heldOut = curves.heldOutAccuracy().last();
        double gap = train - heldOut;
        String text = "Training accuracy %s, %s accuracy %s: a gap of %s percentage points."
                .formatted(
                        Numbers.measured(train),
                        curves.heldOut(),
                        Numbers.measured(heldOut),
                        Numbers.decimals(100 * gap, 1));
        return gap > 0.05
                ? Finding.of(NOTICE, "large gap", text, RULE)
                : Finding.of(GOOD, gap < 0.01 ? "no gap" : "small gap", text, RULE);
    }
}
