package dev.reprise.app.mlp;

import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_LOSS;
import static dev.reprise.training.experiment.Expectation.known;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ForwardPass;
import dev.reprise.training.initial.InitialValues;

/**
 * The perceptron with two dropout layers of d2l.txt written out, on Fashion-MNIST.
 *
 * <p>What to see: the curves of {@code dropout-mlp}, higher at first: the text leaves PyTorch's initial values here.
 */
final class DropoutMlpScratch {
    static final Experiment EXPERIMENT = DropoutMlp.EXPERIMENT
            .as("dropout-mlp-scratch", "written out by hand, training and test accuracy stay close")
            .withText("d2l", "4.6 暂退法(Dropout): 从零开始实现")
            .withInitialValues(InitialValues.pytorch())
            .withExpectations( // the book's notebooks, re-run; where no range is known: three deviations
                    known(TRAIN_LOSS, 0.335, 0.004, MlpConcise.RERUNS, 0.323, 0.347),
                    known(TRAIN_ACCURACY, 0.876, 0.002, MlpConcise.RERUNS, 0.870, 0.882),
                    known(TEST_ACCURACY, 0.853, 0.016, MlpConcise.RERUNS, 0.784, 0.872))
            .toBuilder()
            .written(ForwardPass.BY_HAND)
            .build();

    private DropoutMlpScratch() {}
}
