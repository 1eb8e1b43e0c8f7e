package dev.reprise.app.mlp;

import static dev.reprise.app.mlp.MlpConcise.RERUNS;
import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * A perceptron with two dropout layers on Fashion-MNIST, from d2l.txt.
 *
 * <p>Look for: training and test accuracy stay close, while those of the plain perceptron diverge. The weights start as the
 * book intends, N(0, 0.01²); the text's own initializer fails with a TypeError as printed.
 */
final class DropoutMlp {
    static final Experiment EXPERIMENT = MlpConcise.EXPERIMENT
            .variant("dropout-mlp", "training and test accuracy stay close; those of the plain perceptron diverge")
            .text("d2l", "4.6 暂退法(Dropout)", "4.6 Dropout")
            .net(flatten(), linear(256), relu(), dropout(0.2), linear(256), relu(), dropout(0.5), linear(10))
            .optimizer(sgd(0.5))
            // the range of the loss is not known: three deviations
            .expect(known(TRAIN_LOSS, 0.346, RERUNS).standardDeviation(0.005).range(0.331, 0.361))
            .expect(known(TEST_ACCURACY, 0.853, RERUNS).standardDeviation(0.015).range(0.796, 0.872))
            .expect(between(TRAIN_ACCURACY, 0.5, 0.6, "the book has about 0.55").atEpoch(1))
            .build();

    private DropoutMlp() {}
}
