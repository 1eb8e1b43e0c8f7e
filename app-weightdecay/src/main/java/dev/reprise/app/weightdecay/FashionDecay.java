package dev.reprise.app.weightdecay;

import static dev.reprise.data.preprocessing.Preprocessing.none;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;
import static dev.reprise.results.Measure.ACCURACY_GAP;
import static dev.reprise.results.Measure.LOSS_GAP;
import static dev.reprise.results.Measure.TEST_ACCURACY;
import static dev.reprise.results.Measure.TRAIN_LOSS;
import static dev.reprise.training.experiment.Claim.above;
import static dev.reprise.training.experiment.Claim.below;
import static dev.reprise.training.experiment.Expectation.atLeast;
import static dev.reprise.training.experiment.Expectation.between;
import static dev.reprise.training.experiment.Expectation.fallsAgain;
import static dev.reprise.training.experiment.Expectation.risesAgain;
import static dev.reprise.training.loss.Criterion.crossEntropy;
import static dev.reprise.training.optimizer.Optimizer.adam;
import static dev.reprise.training.optimizer.Optimizer.adamW;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import java.util.List;

/**
 * Weight decay of three strengths on one net of npnet.txt, on Fashion-MNIST with raw pixels; the same seed gives all of
 * them the same initial weights.
 *
 * <p>What to see: at 0.001 the training loss falls far below the test loss; at 1 the gap closes; at 10 the net cannot
 * learn enough any more. The decay is coupled, λw added to the gradient, biases included; decoupled, 10 does no harm,
 * as the fourth experiment shows.
 */
final class FashionDecay {
    private static final Experiment WEAK = Experiment.named("fashion-decay-0.001")
            .text("npnet", "过拟合/欠拟合")
            .toSee("overfits: training loss far under test loss")
            .dataset("fashion-mnist")
            .preprocessing(none()) // raw pixels, as the text feeds them
            .net(flatten(), linear(100), relu(), linear(10))
            .initialValues(InitialValues.of(
                    InitialWeights.lecunNormal(), // ours: 1/√inputs, the text does not print it
                    InitialBiases.zero()))
            .criterion(crossEntropy())
            .updateRule(adam(1e-5, 0.9, 0.999, 1e-8).withWeightDecay(1e-3))
            .batchSize(10, Order.SHUFFLED)
            .epochs(50)
            .expect(atLeast(LOSS_GAP, 0.2, "it overfits")) // ours: ten times the gap at λ = 1
            .claim(above("small-mlp", LOSS_GAP))
            .claim(above("small-mlp", ACCURACY_GAP))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            WEAK,
            WEAK.as("fashion-decay-1", "the gap between training and test loss closes")
                    .withUpdateRule(WEAK.updateRule().withWeightDecay(1))
                    .withExpectations(
                            between(LOSS_GAP, -0.02, 0.08, "the test loss closes on the training loss"), // ours
                            between(TEST_ACCURACY, 0.84, 0.86, "the text says about 0.85"))
                    .withClaims(above("fashion-decay-0.001", TEST_ACCURACY), below("fashion-decay-0.001", LOSS_GAP)),
            WEAK.as("fashion-decay-10", "underfits: accuracy falls after about epoch 10, training loss rises again")
                    .withUpdateRule(WEAK.updateRule().withWeightDecay(10))
                    .withExpectations(risesAgain(TRAIN_LOSS, 0.02), fallsAgain(TEST_ACCURACY, 0.005)) // ours
                    .withClaims(below("fashion-decay-1", TEST_ACCURACY)),
            WEAK.as("fashion-decay-10-decoupled", "ours: AdamW's decay of 10 does no such harm at this rate")
                    .withUpdateRule(adamW(1e-5, 0.9, 0.999, 1e-8).withWeightDecay(10))
                    .withExpectations());

    private FashionDecay() {}
}
