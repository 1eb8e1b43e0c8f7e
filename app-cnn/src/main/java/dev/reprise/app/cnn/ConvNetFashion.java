package dev.reprise.app.cnn;

import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.training.experiment.Claim.above;
import static dev.reprise.training.experiment.Expectation.between;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code conv-net-14} on Fashion-MNIST: the data set is changed, everything else stays, MNIST's scaling included.
 *
 * <p>What to see: 93 % where the perceptron reaches 81 %. Clothes are harder than digits. The text prints no figure.
 */
final class ConvNetFashion {
    static final Experiment EXPERIMENT = ConvNet14.EXPERIMENT
            .as("conv-net-fashion", "the same net on clothes: about 93 %, where first-mnist's perceptron reaches 81 %")
            .withText("first-mnist", "问题9.如果要辨识其他对象,程序要修改哪些地方?")
            .withDataset("fashion-mnist")
            .withClaims(above("first-mnist-fashion", TEST_ACCURACY))
            .withExpectations(between(TEST_ACCURACY, 0.92, 0.94, "about 93 %"));

    private ConvNetFashion() {}
}
