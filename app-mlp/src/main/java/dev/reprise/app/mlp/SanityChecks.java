package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.ExperimentBuilder;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import java.util.List;

/**
 * The three checks that cs231n.txt makes before it trains its two-layer net in earnest.
 *
 * <p>Look for: the first loss is that of random guessing, ln 10 = 2.30; a penalty on the weights raises it to about 3; and
 * twenty images can be memorized. A net that fails one of these has a bug.
 */
final class SanityChecks {
    static final Sweep SWEEP = Sweep.named("sanity-checks")
            .text("cs231n", "调整超参数: 策略与步骤", "Tuning hyperparameters: strategy and steps")
            .lookFor("first loss 2.3; about 3 with L2; twenty images memorized")
            .over(List.of(
                    check(
                            "first loss",
                            start().epochs(1)
                                    .publishes(firstLoss(2.3)
                                            .within(0.05, "random guessing, ln 10: the scores are nearly zero"))),
                    check(
                            "first loss with L2",
                            start().epochs(1)
                                    .penalty(l2Penalty(9)) // ours: ½ · 9 · 154,100 weights · 0.001² = 0.69
                                    .publishes(firstLoss(3).within(0.1, "the text says about 3"))),
                    check(
                            "20 images",
                            start().batchSize(20)
                                    .order(SHUFFLED)
                                    .epochs(200) // ours: the text gives no number
                                    .publishes(
                                            trainAccuracy(1).within(0.05, "the text says nearly all of 20 images")))));

    private SanityChecks() {}

    /** The two-layer net, on its first twenty images. */
    private static ExperimentBuilder start() {
        return TwoLayerNet.EXPERIMENT
                .trial()
                .rows(TwoLayerNet.EXPERIMENT.data().rows().trainOnFirst(20))
                .batchSize(20)
                .keep(LAST)
                .trainingScores(wholeSet());
    }

    private static Trial check(String name, ExperimentBuilder experiment) {
        return Trial.of(experiment.build()).with("check", name);
    }
}
