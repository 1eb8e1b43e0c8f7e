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
import static dev.reprise.training.loss.Criterion.squaredError;
import static dev.reprise.training.optimizer.Optimizer.sgd;

import dev.reprise.data.catalog.DatasetSpec.NoisyPlane;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import dev.reprise.training.optimizer.Decay;
import java.util.List;

/**
 * Linear regression on 200 inputs from 20 rows, without and with weight decay by the optimizer, from d2l.txt.
 *
 * <p>What to see: without decay the training loss vanishes and the test loss stays; with λ = 3 the training error is higher
 * and the test error lower, and ‖w‖ is small. The loss has no ½ here, so λ acts half as strongly as in the scratch version.
 */
final class WeightDecayConcise {
    static final NoisyPlane ROWS = new NoisyPlane(200, 0.01, 0.05, 0.01, 20, 100);

    private static final Experiment WITHOUT = Experiment.named("weight-decay-concise-0")
            .text("d2l", "4.5 权重衰减: 简洁实现")
            .toSee("overfits: the training loss vanishes, the test loss stays")
            .dataset(ROWS)
            .preprocessing(none())
            .net(linear(1))
            .initialValues(InitialValues.of(InitialWeights.normal(1), InitialBiases.normal(1)))
            .criterion(squaredError())
            .updateRule(sgd(0.003).withDecay(Decay.WEIGHTS_ONLY))
            .batchSize(5, Order.SHUFFLED)
            .epochs(100)
            .expect(atLeast(LOSS_GAP, 10, "it overfits"))
            .expect(known(WEIGHT_NORM, 13.51, 0.70, 60, 11.4, 15.6)) // its range is not known: three deviations
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            WITHOUT,
            WITHOUT.as("weight-decay-concise-3", "λ = 3: training error up, test error down")
                    .withUpdateRule(WITHOUT.updateRule().withWeightDecay(3))
                    .withExpectations(known(WEIGHT_NORM, 0.416, 0.075, 60, 0.34, 0.72))
                    .withClaims(
                            above("weight-decay-concise-0", TRAIN_LOSS), below("weight-decay-concise-0", TEST_LOSS)));

    private WeightDecayConcise() {}
}
