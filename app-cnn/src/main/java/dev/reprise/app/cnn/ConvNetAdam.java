package dev.reprise.app.cnn;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code conv-net} with Adam, of which first-mnist.txt says that it does not converge with the CNN in PyTorch.
 *
 * <p>Look for: the learning rate is the cause. At 0.1, as in the author's commented line, the net learns nothing (0.1 with
 * ten classes); at 0.001 it learns as well as with Adadelta. The text prints no values.
 */
final class ConvNetAdam {
    static final Experiment TOO_HIGH = ConvNet.EXPERIMENT
            .variant("conv-net-adam-0.1", "at learning rate 0.1 Adam learns nothing: one class for every digit")
            .text(
                    "first-mnist",
                    "问题4.优化器(Optimizer)、损失函数(Loss)、效能衡量指标(Metrics)有哪些选择?设为其他值会有何影响?",
                    "Question 4: Which optimizers, losses and metrics are there? What happens with others?")
            .optimizer(adam(0.1).betas(0.9, 0.999).epsilon(1e-8))
            .schedule(constantRate()) // ours: the text's program has none for Adam
            .expect(atMost(TEST_ACCURACY, 0.2, "it does not learn"))
            .build();

    static final Experiment LOW_ENOUGH = TOO_HIGH.variant(
                    "conv-net-adam-0.001", "at learning rate 0.001 Adam learns: about 98 % after one epoch")
            .optimizer(adam(0.001).betas(0.9, 0.999).epsilon(1e-8))
            .expect(atLeast(TEST_ACCURACY, 0.97, "it learns"))
            .build();

    private ConvNetAdam() {}
}
