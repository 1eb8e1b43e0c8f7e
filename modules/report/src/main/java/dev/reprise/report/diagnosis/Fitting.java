package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;
import static dev.reprise.report.diagnosis.Finding.Weight.PROBLEM;

import dev.reprise.results.Numbers;
import java.util.Optional;

/** Whether the net overfits, underfits, or neither. */
final class Fitting implements Rule {
    private static final String RULE =
            "Overfitting: the held-out loss ends at least 5% above its minimum while the training loss kept falling."
                    + " Mild overfitting: it ends above 1.5 times the training loss. Unsettled: the training loss ends at"
                    + " least 5% above its minimum. Underfitting: none of these, the training loss fell by less than 2 %"
                    + " over the last fifth of the epochs, and is still above a fifth of the loss of random guessing (for"
                    + " a regression: of its first epoch).";

    @Override
    public Optional<Finding> read(LearningCurves curves) {
        if (curves.trainLoss().size() < MIN_EPOCHS
                || curves.heldOutLoss().size() != curves.trainLoss().size()) {
            return Optional.empty();
        }
        return overfitting(curves)
                .or(() -> mildOverfitting(curves))
                .or(() -> unsettled(curves.trainLoss()))
                .or(() -> underfitting(curves))
                .or(() -> Finding.of(GOOD, "fits", "Neither over- nor underfitting: " + ends(curves) + ".", RULE));
    }

    private static Optional<Finding> overfitting(LearningCurves curves) {
        Series train = curves.trainLoss();
        Series heldOut = curves.heldOutLoss();
        int best = heldOut.indexOfMinimum();
        return heldOut.last() > 1.05 * heldOut.minimum() && train.last() < train.at(best)
                ? Finding.of(
                        PROBLEM,
                        "overfitting",
                        "The %s loss was lowest after epoch %d (%s) and rose to %s, while the training loss fell to %s."
                                .formatted(
                                        curves.heldOut(),
                                        best + 1,
                                        Numbers.text(heldOut.minimum()),
                                        Numbers.text(heldOut.last()),
                                        Numbers.text(train.last())),
                        RULE)
                : Optional.empty();
    }

    private static Optional<Finding> mildOverfitting(LearningCurves curves) {
        double ratio = curves.heldOutLoss().last() / curves.trainLoss().last();
        return ratio > 1.5
                ? Finding.of(
                        NOTICE,
                        "mild overfitting",
                        "The %s loss ends %s times as high as the training loss, but has not started to rise: %s."
                                .formatted(curves.heldOut(), Numbers.text(ratio), ends(curves)),
                        RULE)
                : Optional.empty();
    }

    private static Optional<Finding> unsettled(Series train) {
        return train.last() > 1.05 * train.minimum()
                ? Finding.of(
                        NOTICE,
                        "unsettled",
                        "The training loss ends at %s, above the %s of epoch %d: the last epoch is not the best."
                                .formatted(
                                        Numbers.text(train.last()),
                                        Numbers.text(train.minimum()),
                                        train.indexOfMinimum() + 1),
                        RULE)
                : Optional.empty();
    }

    private static Optional<Finding> underfitting(LearningCurves curves) {
        Series train = curves.trainLoss();
        double reference = curves.classes().isPresent() ? curves.chanceLoss() : train.first();
        return train.last() > 0.2 * reference && train.fallOverLastFifth() < 0.02
                ? Finding.of(
                        NOTICE,
                        "underfitting",
                        "The losses have settled high (%s): the net is too small, too strongly regularized, or trained at"
                                        .formatted(ends(curves))
                                + " the wrong learning rate.",
                        RULE)
                : Optional.empty();
    }

    private static String ends(LearningCurves curves) {
        return "training loss %s, %s loss %s"
                .formatted(
                        Numbers.text(curves.trainLoss().last()),
                        curves.heldOut(),
                        Numbers.text(curves.heldOutLoss().last()));
    }
}
