package dev.reprise.app.weightdecay;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Five-fold cross-validation of the number of features of {@code polynomial-normal}; d2l.txt defines it, we run it.
 *
 * <p>Look for: the mean validation loss over the folds falls up to the fourth feature and hardly changes after it, so four
 * features are selected, or a few more if the noise of the folds favors them. No test row takes part.
 */
final class KFold {
    private static final int FOLDS = 5; // ours: the text gives no number

    static final Sweep SWEEP = Sweep.named("k-fold")
            .text("d2l", "4.4 模型选择、欠拟合和过拟合", "4.4 Model Selection, Underfitting, and Overfitting")
            .lookFor("cross-validation selects four features")
            .goal(LOWEST_VALIDATION_LOSS)
            .over(trials())
            .expect(chooses("features", "4"));

    private KFold() {}

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int features : new int[] {1, 2, 3, 4, 5, 6, 8, 12, 20}) { // ours
            for (int fold = 0; fold < FOLDS; fold++) {
                Experiment experiment = PolynomialFits.NORMAL
                        .trial()
                        .dataset(PolynomialFits.ROWS.withFeatures(features))
                        .rows(ALL_ROWS.validateOnFold(fold, FOLDS))
                        .build();
                trials.add(Trial.of(experiment).with("features", features));
            }
        }
        return trials;
    }
}
