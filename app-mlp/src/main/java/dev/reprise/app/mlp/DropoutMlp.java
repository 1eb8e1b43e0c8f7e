package dev.reprise.app.mlp;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;
import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_LOSS;
import static dev.reprise.training.experiment.Expectation.between;
import static dev.reprise.training.experiment.Expectation.known;
import static dev.reprise.training.optimizer.Optimizer.sgd;

import dev.reprise.training.experiment.Experiment;

/**
 * A perceptron with two dropout layers on Fashion-MNIST, from d2l.txt.
 *
 * <p>What to see: training and test accuracy stay close, where the plain perceptron's drift apart. The weights start as
 * the book means it, N(0, 0.01²); the text's own initializer stops with a TypeError as printed.
 */
final class DropoutMlp {
    static final Experiment EXPERIMENT = MlpConcise.EXPERIMENT
            .as("dropout-mlp", "training and test accuracy stay close, where the plain perceptron's drift apart")
            .withText("d2l", "4.6 暂退法(Dropout)")
            .withNet(flatten(), linear(256), relu(), dropout(0.2), linear(256), relu(), dropout(0.5), linear(10))
            .withUpdateRule(sgd(0.5))
            .withExpectations(
                    known(TRAIN_LOSS, 0.346, 0.005, MlpConcise.RERUNS, 0.331, 0.361), // three deviations
                    known(TEST_ACCURACY, 0.853, 0.015, MlpConcise.RERUNS, 0.796, 0.872),
                    between(TRAIN_ACCURACY, 0.5, 0.6, "the book has about 0.55").atEpoch(1));

    private DropoutMlp() {}
}
