package dev.reprise.app.mlp;

import static dev.reprise.app.mlp.MlpConcise.RERUNS;
import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The perceptron of d2l.txt from scratch, with matrix products and a ReLU of its own, on Fashion-MNIST.
 *
 * <p>Look for: the curves of {@code mlp-concise}, which differs in the initial biases only.
 */
final class MlpScratch {
    static final Experiment EXPERIMENT = MlpConcise.EXPERIMENT
            .variant("mlp-scratch", "from scratch, the curves are those of mlp-concise")
            .text("d2l", "4.2 多层感知机的从零开始实现", "4.2 Implementation of Multilayer Perceptrons from Scratch")
            .forwardPass(FROM_SCRATCH)
            .initialValues(normalWeights(0.01), zeroBiases())
            // the book's notebooks, re-run; the range of the training accuracy is not known: three deviations
            .expect(known(TRAIN_LOSS, 0.383, RERUNS).standardDeviation(0.002).range(0.377, 0.386))
            .expect(known(TRAIN_ACCURACY, 0.8646, RERUNS)
                    .standardDeviation(0.0009)
                    .range(0.8619, 0.8673))
            .expect(known(TEST_ACCURACY, 0.843, RERUNS).standardDeviation(0.012).range(0.769, 0.855))
            .expect(between(TRAIN_ACCURACY, 0.61, 0.67, "the book has about 0.64")
                    .atEpoch(1))
            .build();

    private MlpScratch() {}
}
