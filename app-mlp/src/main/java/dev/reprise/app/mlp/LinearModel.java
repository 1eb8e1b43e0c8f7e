package dev.reprise.app.mlp;

import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.results.Measure.ACCURACY_GAP;
import static dev.reprise.results.PublishedValue.testAccuracy;
import static dev.reprise.training.experiment.Expectation.atMost;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;

/**
 * The linear model that npnet.txt begins from, on Fashion-MNIST with raw pixels.
 *
 * <p>What to see: about 80 % on the test set, the text says 75–80, and no overfitting: a linear model has little to
 * overfit with.
 */
final class LinearModel {
    static final Experiment EXPERIMENT = SmallMlp.EXPERIMENT
            .as("linear", "a linear model reaches about 80 % on clothes and does not overfit")
            .withText("npnet", "串型网络")
            .withNet(flatten(), linear(10))
            .withInitialValues(InitialValues.of(
                    InitialWeights.normal(0.01), // ours: the text does not print it
                    InitialBiases.zero()))
            .withEpochs(20)
            .withFigures(testAccuracy(0.775).within(0.025, "the text prints a range, 0.75–0.80"))
            .withExpectations(atMost(ACCURACY_GAP, 0.06, "it does not overfit")); // ours

    private LinearModel() {}
}
