package dev.reprise.app.mlp;

import static dev.reprise.app.mlp.MlpConcise.RERUNS;
import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The perceptron with two dropout layers of d2l.txt from scratch, on Fashion-MNIST.
 *
 * <p>Look for: the curves of {@code dropout-mlp}, higher at first: the text keeps PyTorch's initial values here.
 */
final class DropoutMlpScratch {
    static final Experiment EXPERIMENT = DropoutMlp.EXPERIMENT
            .variant("dropout-mlp-scratch", "from scratch: training and test accuracy stay close")
            .text("d2l", "4.6 暂退法(Dropout): 从零开始实现", "4.6 Dropout: Implementation from Scratch")
            .forwardPass(FROM_SCRATCH)
            .initialValues(pytorchDefaults())
            // the book's notebooks, re-run; where the range is not known: three deviations
            .expect(known(TRAIN_LOSS, 0.335, RERUNS).standardDeviation(0.004).range(0.323, 0.347))
            .expect(known(TRAIN_ACCURACY, 0.876, RERUNS)
                    .standardDeviation(0.002)
                    .range(0.870, 0.882))
            .expect(known(TEST_ACCURACY, 0.853, RERUNS).standardDeviation(0.016).range(0.784, 0.872))
            .build();

    private DropoutMlpScratch() {}
}
