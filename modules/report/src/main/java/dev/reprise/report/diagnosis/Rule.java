package dev.reprise.report.diagnosis;

import java.util.Optional;

/** One question about learning curves. Its thresholds are in the text of what it finds. */
sealed interface Rule permits LearningRate, FirstLoss, Fitting, Gap, Improvement {
    /** With fewer epochs a curve has no trend. */
    int MIN_EPOCHS = 3;

    /** The answer; empty where the curves are too short. */
    Optional<Finding> read(LearningCurves curves);
}
