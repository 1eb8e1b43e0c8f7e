package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The perceptron of d2l.txt as a sequence of layers, on Fashion-MNIST.
 *
 * <p>Look for: loss and accuracy over ten epochs; the text draws the curves and prints no values. As in the text the
 * training scores are running means during the epoch.
 */
final class MlpConcise {
    /** How often the book's notebooks were re-run, at least. */
    static final int RERUNS = 60;

    static final Experiment EXPERIMENT = Experiment.named("mlp-concise")
            .text("d2l", "4.3 多层感知机的简洁实现", "4.3 Concise Implementation of Multilayer Perceptrons")
            .lookFor("training loss falls to about 0.38 in ten epochs, test accuracy rises to about 0.85")
            .dataset("fashion-mnist")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(256), relu(), linear(10))
            .initialValues(normalWeights(0.01), pytorchBiases())
            .criterion(crossEntropy())
            .optimizer(sgd(0.1))
            .batchSize(256)
            .order(SHUFFLED)
            .epochs(10)
            .trainingScores(runningMean())
            // the book's notebooks, re-run; the range of the loss is not known: three deviations
            .expect(known(TRAIN_LOSS, 0.383, RERUNS).standardDeviation(0.002).range(0.377, 0.389))
            .expect(known(TEST_ACCURACY, 0.845, RERUNS).standardDeviation(0.010).range(0.792, 0.856))
            .build();

    private MlpConcise() {}
}
