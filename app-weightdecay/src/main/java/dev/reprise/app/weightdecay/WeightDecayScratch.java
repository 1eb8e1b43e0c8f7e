package dev.reprise.app.weightdecay;

import static dev.reprise.data.preprocessing.Preprocessing.none;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.results.Measure.LOSS_GAP;
import static dev.reprise.results.Measure.TEST_LOSS;
import static dev.reprise.results.Measure.TRAIN_LOSS;
import static dev.reprise.results.Measure.WEIGHT_NORM;
import static dev.reprise.training.experiment.Claim.above;
import static dev.reprise.training.experiment.Claim.below;
import static dev.reprise.training.experiment.Expectation.atLeast;
import static dev.reprise.training.experiment.Expectation.known;
import static dev.reprise.training.loss.Criterion.halfSquaredError;
import static dev.reprise.training.optimizer.Optimizer.sgd;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ForwardPass;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import dev.reprise.training.loss.Penalty;
import java.util.List;

/**
 * Linear regression on 200 inputs from 20 rows written out, without and with λ‖w‖²/2 in the loss, from d2l.txt.
 *
 * <p>What to see: without the penalty the training loss vanishes and the test loss stays; with λ = 3 the training error is
 * higher and the test error lower, and ‖w‖ is small.
 */
final class WeightDecayScratch {
    private static final int RERUNS = 60; // of the book's notebooks, at least

    private static final Experiment WITHOUT = Experiment.named("weight-decay-scratch-0")
            .text("d2l", "4.5 权重衰减: 从零开始实现")
            .toSee("overfits: the training loss vanishes, the test loss stays")
            .dataset(WeightDecayConcise.ROWS)
            .preprocessing(none())
            .net(linear(1))
            .written(ForwardPass.BY_HAND)
            .initialValues(InitialValues.of(InitialWeights.normal(1), InitialBiases.zero()))
            .criterion(halfSquaredError())
            .penalty(Penalty.l2(0))
            .updateRule(sgd(0.003))
            .batchSize(5, Order.SHUFFLED)
            .epochs(100)
            .expect(atLeast(LOSS_GAP, 10, "it overfits"))
            .expect(known(WEIGHT_NORM, 13.37, 0.69, RERUNS, 11.7, 15.0))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            WITHOUT,
            WITHOUT
                    .as("weight-decay-scratch-3", "λ = 3: training error up, test error down")
                    .withExpectations(known(WEIGHT_NORM, 0.367, 0.021, RERUNS, 0.32, 0.42))
                    .withClaims(above("weight-decay-scratch-0", TRAIN_LOSS), below("weight-decay-scratch-0", TEST_LOSS))
                    .toBuilder()
                    .penalty(Penalty.l2(3))
                    .build());

    private WeightDecayScratch() {}
}
