package dev.reprise.app.mlp;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;
import static dev.reprise.training.UpdateRule.sgd;

import dev.reprise.training.Experiment;

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
            .withUpdateRule(sgd(0.5));

    private DropoutMlp() {}
}
