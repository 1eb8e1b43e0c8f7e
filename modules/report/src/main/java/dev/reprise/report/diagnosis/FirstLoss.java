package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;

import dev.reprise.results.Numbers;
import java.util.Optional;

/** Whether the untrained net guesses at random, as it should. */
final class FirstLoss implements Rule {
    @Override
    public Optional<Finding> read(LearningCurves curves) {
        if (curves.classes().isEmpty() || curves.stepLosses().isEmpty()) {
            return Optional.empty();
        }
        double first = curves.stepLosses().first();
        double chance = curves.chanceLoss();
        boolean near = Math.abs(first - chance) <= 0.25 * chance;
        int classes = curves.classes().getAsInt();
        String rule = "A net with random weights guesses: its first loss over %d classes is within 25%% of ln %d = %s."
                .formatted(classes, classes, Numbers.text(chance));
        String text = "The first loss is " + Numbers.text(first);
        return near
                ? Finding.of(GOOD, "first loss as expected", text + ".", rule)
                : Finding.of(
                        NOTICE,
                        "first loss unexpected",
                        text + ": large initial weights or inputs make the untrained net overconfident, or the loss is"
                                + " not a mean cross-entropy.",
                        rule);
    }
}
