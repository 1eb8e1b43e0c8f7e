package dev.reprise.app.mlp;

import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_LOSS;
import static dev.reprise.training.experiment.Expectation.between;
import static dev.reprise.training.experiment.Expectation.known;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ForwardPass;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;

/**
 * The perceptron of d2l.txt written out, with matrix products and a ReLU of its own, on Fashion-MNIST.
 *
 * <p>What to see: the curves of {@code mlp-concise}, which differs in the first biases alone.
 */
final class MlpScratch {
    static final Experiment EXPERIMENT = MlpConcise.EXPERIMENT
            .as("mlp-scratch", "written out by hand, the curves are those of mlp-concise")
            .withText("d2l", "4.2 多层感知机的从零开始实现")
            .withInitialValues(InitialValues.of(InitialWeights.normal(0.01), InitialBiases.zero()))
            .withExpectations( // the book's notebooks, re-run
                    known(TRAIN_LOSS, 0.383, 0.002, MlpConcise.RERUNS, 0.377, 0.386),
                    known(TRAIN_ACCURACY, 0.8646, 0.0009, MlpConcise.RERUNS, 0.8619, 0.8673), // three deviations
                    known(TEST_ACCURACY, 0.843, 0.012, MlpConcise.RERUNS, 0.769, 0.855),
                    between(TRAIN_ACCURACY, 0.61, 0.67, "the book has about 0.64")
                            .atEpoch(1))
            .toBuilder()
            .written(ForwardPass.BY_HAND)
            .build();

    private MlpScratch() {}
}
