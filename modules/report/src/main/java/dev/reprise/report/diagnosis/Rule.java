package dev.reprise.report.diagnosis;

import java.util.Optional;

/** A way to read curves. Its thresholds stand in the text of what it finds. */
sealed interface Rule permits LearningRate, FirstLoss, Fitting, Gap, Improvement {
    /** Curves of fewer epochs say nothing of where they go. */
    int FEW_EPOCHS = 3;

    /** What the curves say by this rule; nothing where they are too short. */
    Optional<Finding> read(EpochCurves curves);
}
