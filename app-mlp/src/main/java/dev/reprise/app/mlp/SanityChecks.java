package dev.reprise.app.mlp;

import static dev.reprise.results.PublishedValue.firstLoss;
import static dev.reprise.results.PublishedValue.trainAccuracy;
import static dev.reprise.training.experiment.TrainingScores.wholeSet;

import dev.reprise.training.experiment.ExperimentBuilder;
import dev.reprise.training.experiment.Keep;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.loss.Penalty;
import java.util.List;

/**
 * The three checks that cs231n.txt makes before it trains its two-layer net in earnest.
 *
 * <p>What to see: the first loss is that of guessing, −ln 0.1 = 2.3; a penalty on the weights lifts it to about 3; and
 * twenty images are learned by heart. A net that fails one of these has a mistake in it.
 */
final class SanityChecks {
    static final Sweep SWEEP = Sweep.named("sanity-checks")
            .text("cs231n", "调整超参数: 策略与步骤")
            .toSee("first loss 2.3; about 3 with L2; twenty images learned by heart")
            .over(List.of(
                    check(
                            "first loss",
                            start().epochs(1)
                                    .figure(firstLoss(2.3).within(0.05, "−ln 0.1, with scores that are nearly zero"))),
                    check(
                            "first loss with L2",
                            start().epochs(1)
                                    .penalty(Penalty.l2(9)) // ours: ½ · 9 · 154,100 weights · 0.001² = 0.69
                                    .figure(firstLoss(3).within(0.1, "the text says about 3"))),
                    check(
                            "20 images",
                            start().batchSize(20, Order.SHUFFLED)
                                    .epochs(200) // ours: the text says no number
                                    .figure(trainAccuracy(1).within(0.05, "the text says nearly all of 20 images")))));

    private SanityChecks() {}

    /** The two-layer net, on its first twenty images. */
    private static ExperimentBuilder start() {
        return TwoLayerNet.EXPERIMENT
                .withFigures()
                .withRows(TwoLayerNet.EXPERIMENT.rows().trainOnFirst(20))
                .withBatchSize(20)
                .toBuilder()
                .keep(Keep.LAST)
                .trainingScores(wholeSet());
    }

    private static Trial check(String name, ExperimentBuilder experiment) {
        return Trial.of(experiment.build()).with("check", name);
    }
}
