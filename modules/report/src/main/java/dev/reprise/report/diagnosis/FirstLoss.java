package dev.reprise.report.diagnosis;

import static dev.reprise.report.diagnosis.Finding.Weight.GOOD;
import static dev.reprise.report.diagnosis.Finding.Weight.NOTICE;

import java.util.Optional;

/** Whether the untrained net knew nothing, as it should. */
final class FirstLoss implements Rule {
    @Override
    public Optional<Finding> read(EpochCurves curves) {
        if (curves.classes().isEmpty() || curves.stepLosses().isEmpty()) {
            return Optional.empty();
        }
        double first = curves.stepLosses().first();
        double chance = curves.chanceLoss();
        boolean near = Math.abs(first - chance) <= 0.25 * chance;
        String rule =
                "Random weights should know nothing: the first loss of %d classes is near ln %d = %s, within a quarter."
                        .formatted(curves.classes().getAsInt(), curves.classes().getAsInt(), Finding.number(chance));
        return near
                ? Finding.of(
                        GOOD, "first loss as expected", "The first loss is %s.".formatted(Finding.number(first)), rule)
                : Finding.of(
                        NOTICE,
                        "first loss unexpected",
                        "The first loss is %s: large initial weights or inputs make the untrained net sure of itself,"
                                        .formatted(Finding.number(first))
                                + " or the criterion has another scale.",
                        rule);
    }
}
