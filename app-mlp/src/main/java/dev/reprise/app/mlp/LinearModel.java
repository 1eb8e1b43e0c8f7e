package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The linear model that npnet.txt starts from, on Fashion-MNIST with raw pixels.
 *
 * <p>Look for: about 80 % on the test set, the text says 75–80, and no overfitting: a linear model has little to overfit
 * with.
 */
final class LinearModel {
    static final Experiment EXPERIMENT = SmallMlp.EXPERIMENT
            .variant("linear", "a linear model reaches about 80 % on clothes and does not overfit")
            .text("npnet", "串型网络", "Sequential networks")
            .net(flatten(), linear(10))
            .initialValues(
                    normalWeights(0.01), // ours: the text does not print it
                    zeroBiases())
            .epochs(20)
            .publishes(testAccuracy(0.775).within(0.025, "the text prints a range, 0.75–0.80"))
            .expect(atMost(ACCURACY_GAP, 0.06, "it does not overfit")) // ours
            .build();

    private LinearModel() {}
}
