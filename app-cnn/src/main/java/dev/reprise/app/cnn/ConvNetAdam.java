package dev.reprise.app.cnn;

import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.training.experiment.Expectation.atLeast;
import static dev.reprise.training.experiment.Expectation.atMost;
import static dev.reprise.training.optimizer.Optimizer.adam;
import static dev.reprise.training.optimizer.Schedule.constant;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code conv-net} with Adam, of which first-mnist.txt says that it does not converge with the CNN in PyTorch.
 *
 * <p>What to see: it is the rate. At 0.1, which the author's commented line has, the net learns nothing (0.1 on ten
 * classes); at 0.001 it learns as well as with Adadelta. The text prints no figure.
 */
final class ConvNetAdam {
    private static final String SECTION = "问题4.优化器(Optimizer)、损失函数(Loss)、效能衡量指标(Metrics)有哪些选择?设为其他值会有何影响?";

    static final Experiment TOO_HIGH = ConvNet.EXPERIMENT
            .as("conv-net-adam-0.1", "at rate 0.1 Adam learns nothing: one class for every digit")
            .withText("first-mnist", SECTION)
            .withUpdateRule(adam(0.1, 0.9, 0.999, 1e-8))
            .withSchedule(constant()) // ours: the text's program has none for Adam
            .withExpectations(atMost(TEST_ACCURACY, 0.2, "it does not learn"));

    static final Experiment LOW_ENOUGH = TOO_HIGH.as(
                    "conv-net-adam-0.001", "at rate 0.001 Adam learns at once: about 98 % after one epoch")
            .withUpdateRule(adam(0.001, 0.9, 0.999, 1e-8))
            .withExpectations(atLeast(TEST_ACCURACY, 0.97, "it learns"));

    private ConvNetAdam() {}
}
