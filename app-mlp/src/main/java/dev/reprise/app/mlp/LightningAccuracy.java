package dev.reprise.app.mlp;

import static dev.reprise.data.preprocessing.Preprocessing.normalised;
import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;
import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.training.experiment.Expectation.between;
import static dev.reprise.training.loss.Criterion.crossEntropy;
import static dev.reprise.training.optimizer.Optimizer.adam;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.initial.InitialValues;

/**
 * Example 3 of first-mnist.txt: two hidden layers of 64, dropout 0.1, the last 5,000 training images held out.
 *
 * <p>What to see: three epochs at a low rate reach about 93 %. The text prints no figure; the author's notebook has 0.9274.
 */
final class LightningAccuracy {
    static final Experiment EXPERIMENT = Experiment.named("lightning-accuracy")
            .text("first-mnist", "4-1-1 最简短的程序")
            .toSee("three epochs at a low rate: about 93 %, on validation as on test")
            .dataset("mnist")
            .preprocessing(normalised(0.1307, 0.3081))
            .validateOnLast(5_000)
            .net(flatten(), linear(64), relu(), dropout(0.1), linear(64), relu(), dropout(0.1), linear(10))
            .initialValues(InitialValues.pytorch())
            .criterion(crossEntropy())
            .updateRule(adam(2e-4, 0.9, 0.999, 1e-8))
            .batchSize(256, Order.SHUFFLED)
            .epochs(3)
            .expect(between(TEST_ACCURACY, 0.92, 0.935, "the author's notebook has 0.9274"))
            .build();

    private LightningAccuracy() {}
}
