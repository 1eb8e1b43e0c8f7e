package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;
import static dev.reprise.report.diagnosis.Finding.Weight.PROBLEM;

import java.util.Optional;

/** Whether the net learns the training set by heart, or not even that. */
final class Fitting implements Rule {
    @Override
    public Optional<Finding> read(EpochCurves curves) {
        Series train = curves.trainLoss();
        Series heldOut = curves.heldOutLoss();
        if (train.size() < FEW_EPOCHS || heldOut.size() != train.size()) {
            return Optional.empty();
        }
        String rule = "Overfitting: the held-out loss ends 5 % or more above its smallest value while the training loss"
                + " went on falling, or above 1.5 times the training loss (mild). Unsettled:"
                + " the training loss ends 5 % or more above its smallest. Underfitting: none of these, the training loss"
                + " fell by less than 2 % over the last fifth, and is still above a fifth of what it is by chance (of a"
                + " regression: of its first epoch).";
        int best = heldOut.placeOfSmallest();
        if (heldOut.last() > 1.05 * heldOut.smallest() && train.last() < train.at(best)) {
            return Finding.of(
                    PROBLEM,
                    "overfitting",
                    "The %s loss was smallest (%s) after epoch %d and rose to %s, while the training loss fell on to %s."
                            .formatted(
                                    curves.heldOut(),
                                    Finding.number(heldOut.smallest()),
                                    best + 1,
                                    Finding.number(heldOut.last()),
                                    Finding.number(train.last())),
                    rule);
        }
        if (heldOut.last() > 1.5 * train.last()) {
            return Finding.of(
                    NOTICE,
                    "mild overfitting",
                    "The %s loss ends at %s, %.1f times the training loss of %s; it has not begun to rise."
                            .formatted(
                                    curves.heldOut(),
                                    Finding.number(heldOut.last()),
                                    heldOut.last() / train.last(),
                                    Finding.number(train.last())),
                    rule);
        }
        if (train.last() > 1.05 * train.smallest()) {
            return Finding.of(
                    NOTICE,
                    "unsettled",
                    "The training loss ends at %s, after %s in epoch %d: the last epoch is not the best."
                            .formatted(
                                    Finding.number(train.last()),
                                    Finding.number(train.smallest()),
                                    train.placeOfSmallest() + 1),
                    rule);
        }
        double reference = curves.classes().isPresent() ? curves.chanceLoss() : train.first();
        if (train.last() > 0.2 * reference && train.fallOverLastFifth() < 0.02) {
            return Finding.of(
                    NOTICE,
                    "underfitting",
                    "The training loss has settled at %s, %s loss %s: the net is too small, too strongly regularised or"
                                    .formatted(
                                            Finding.number(train.last()),
                                            curves.heldOut(),
                                            Finding.number(heldOut.last()))
                            + " trained at the wrong rate to do better.",
                    rule);
        }
        return Finding.of(
                GOOD,
                "fits",
                "Training loss %s, %s loss %s: neither over- nor underfitting."
                        .formatted(Finding.number(train.last()), curves.heldOut(), Finding.number(heldOut.last())),
                rule);
    }
}
