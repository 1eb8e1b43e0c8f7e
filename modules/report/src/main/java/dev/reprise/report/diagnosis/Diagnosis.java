package dev.reprise.report.diagnosis;

import java.util.List;
import java.util.Optional;

/** Reads a run's curves as the course text teaches to: is the learning rate right, does the net fit and generalise. */
public final class Diagnosis {
    private static final List<Rule> RULES =
            List.of(new LearningRate(), new FirstLoss(), new Fitting(), new Gap(), new Improvement());

    private Diagnosis() {}

    /** What the rules find, in the order one should look; nothing where the curves are too short. */
    public static List<Finding> of(EpochCurves curves) {
        return RULES.stream()
                .map(rule -> rule.read(curves))
                .flatMap(Optional::stream)
                .toList();
    }
}
