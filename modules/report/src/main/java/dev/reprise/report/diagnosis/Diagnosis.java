package dev.reprise.report.diagnosis;

import java.util.List;
import java.util.Optional;

/** Reads learning curves as cs231n teaches: is the learning rate right, does the net fit, does it generalize. */
public final class Diagnosis {
    private static final List<Rule> RULES =
            List.of(new LearningRate(), new FirstLoss(), new Fitting(), new Gap(), new Improvement());

    private Diagnosis() {}

    /** What the rules find, in the order in which to look; nothing where the curves are too short. */
    public static List<Finding> of(LearningCurves curves) {
        return RULES.stream()
                .map(rule -> rule.read(curves))
                .flatMap(Optional::stream)
                .toList();
    }
}
