package dev.reprise.app.weightdecay;

import static dev.reprise.app.weightdecay.WeightDecayConcise.RERUNS;
import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;
import java.util.List;

/**
 * Linear regression from scratch on 200 inputs from 20 rows, without and with λ‖w‖²/2 in the loss, from d2l.txt.
 *
 * <p>Look for: without the penalty the training loss vanishes and the test loss stays; with λ = 3 the training error is
 * higher and the test error lower, and ‖w‖ is small.
 */
final class WeightDecayScratch {
    private static final Experiment WITHOUT = Experiment.named("weight-decay-scratch-0")
            .text("d2l", "4.5 权重衰减: 从零开始实现", "4.5 Weight Decay: Implementation from Scratch")
            .lookFor("overfits: the training loss vanishes, the test loss stays")
            .dataset(WeightDecayConcise.ROWS)
            .preprocessing(noPreprocessing())
            .net(linear(1))
            .forwardPass(FROM_SCRATCH)
            .initialValues(normalWeights(1), zeroBiases())
            .criterion(halfSquaredError())
            .penalty(l2Penalty(0))
            .optimizer(sgd(0.003))
            .batchSize(5)
            .order(SHUFFLED)
            .epochs(100)
            .expect(atLeast(LOSS_GAP, 10, "it overfits"))
            .expect(known(WEIGHT_NORM, 13.37, RERUNS).standardDeviation(0.69).range(11.7, 15.0))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            WITHOUT,
            WITHOUT.variant("weight-decay-scratch-3", "λ = 3: training error up, test error down")
                    .penalty(l2Penalty(3))
                    .expect(known(WEIGHT_NORM, 0.367, RERUNS)
                            .standardDeviation(0.021)
                            .range(0.32, 0.42))
                    .claim(above(WITHOUT, TRAIN_LOSS))
                    .claim(below(WITHOUT, TEST_LOSS))
                    .build());

    private WeightDecayScratch() {}
}
