package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;

import java.util.Optional;

/** How much better the net does on what it was trained on. */
final class Gap implements Rule {
    @Override
    public Optional<Finding> read(EpochCurves curves) {
        if (curves.trainAccuracy().isEmpty() || curves.heldOutAccuracy().isEmpty()) {
            return Optional.empty();
        }
        double train = curves.trainAccuracy().last();
        double heldOut = curves.heldOutAccuracy().last();
        double gap = train - heldOut;
        String seen = "Training accuracy %s, %s accuracy %s: a gap of %.1f points."
                .formatted(Finding.number(train), curves.heldOut(), Finding.number(heldOut), 100 * gap);
        String rule =
                "Large above 5 points (more data or stronger regularisation narrows it); none below 1 point (there is room for a"
                        + " larger net); small between.";
        if (gap > 0.05) {
            return Finding.of(NOTICE, "large gap", seen, rule);
        }
        return Finding.of(GOOD, gap < 0.01 ? "no gap" : "small gap", seen, rule);
    }
}
