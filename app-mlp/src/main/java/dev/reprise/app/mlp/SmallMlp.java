package dev.reprise.app.mlp;

import static dev.reprise.data.preprocessing.Preprocessing.none;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;
import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.results.PublishedValue.testAccuracy;
import static dev.reprise.training.experiment.Claim.above;
import static dev.reprise.training.loss.Criterion.crossEntropy;
import static dev.reprise.training.optimizer.Optimizer.adam;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;

/**
 * The two-layer net of npnet.txt on Fashion-MNIST, on raw pixels 0–255.
 *
 * <p>What to see: 30 hidden units are enough for 80–85 % on the test set, above the linear model, and training
 * and test loss stay near each other.
 */
final class SmallMlp {
    static final Experiment EXPERIMENT = Experiment.named("small-mlp")
            .text("npnet", "Fashion MNIST")
            .toSee("30 hidden units reach 80–85 % on clothes, above the linear model")
            .dataset("fashion-mnist")
            .preprocessing(none()) // raw pixels, as the text feeds them
            .net(flatten(), linear(30), relu(), linear(10))
            .initialValues(InitialValues.of(
                    InitialWeights.lecunNormal(), // ours: 1/√inputs, the text does not print it
                    InitialBiases.zero()))
            .criterion(crossEntropy())
            .updateRule(adam(1e-5, 0.9, 0.999, 1e-8).withWeightDecay(1e-3))
            .batchSize(10, Order.SHUFFLED)
            .epochs(50)
            .figure(testAccuracy(0.825).within(0.025, "the text prints a range, 0.80–0.85"))
            .claim(above("linear", TEST_ACCURACY))
            .build();

    private SmallMlp() {}
}
