package dev.reprise.app.weightdecay;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Rows;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trend;
import dev.reprise.training.experiment.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Five-fold cross-validation of the number of features of {@code polynomial-normal}; d2l.txt defines it, we run it.
 *
 * <p>What to see: the mean validation loss over the folds falls until the fourth feature and hardly changes beyond: it
 * chooses four, or a few more where the noise of the folds likes them better. No test row takes part.
 */
final class KFold {
    private static final int FOLDS = 5; // ours: the text says no number

    static final Sweep SWEEP = Sweep.named("k-fold")
            .text("d2l", "4.4 模型选择、欠拟合和过拟合")
            .toSee("cross-validation chooses four features, or says why not")
            .goal(Sweep.Goal.LOWEST_VALIDATION_LOSS)
            .over(trials())
            .withTrends(Trend.chooses("features", "4"));

    private KFold() {}

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int features : new int[] {1, 2, 3, 4, 5, 6, 8, 12, 20}) { // ours
            for (int fold = 0; fold < FOLDS; fold++) {
                Experiment experiment = PolynomialFits.NORMAL
                        .withDataset(PolynomialFits.ROWS.withFeatures(features))
                        .withRows(Rows.all().validateOnFold(fold, FOLDS))
                        .withExpectations();
                trials.add(Trial.of(experiment).with("features", features));
            }
        }
        return trials;
    }
}
