package dev.reprise.app.weightdecay;

import static dev.reprise.data.preprocessing.Preprocessing.none;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.results.Measure.LOSS_GAP;
import static dev.reprise.results.Measure.TEST_LOSS;
import static dev.reprise.results.Measure.TRAIN_LOSS;
import static dev.reprise.training.experiment.Expectation.atLeast;
import static dev.reprise.training.experiment.Expectation.atMost;
import static dev.reprise.training.experiment.Expectation.weightsNear;
import static dev.reprise.training.loss.Criterion.squaredError;
import static dev.reprise.training.optimizer.Optimizer.sgd;

import dev.reprise.data.catalog.DatasetSpec.Polynomial;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.initial.InitialValues;
import java.util.List;

/**
 * A cubic polynomial fitted with the right features, with too few, and with too many, from d2l.txt.
 *
 * <p>What to see: with four features the weights come out near the true 5, 1.2, −3.4 and 5.6 and both losses near the noise,
 * 0.01; with two both losses stay high; with all twenty the test loss ends above the training loss, mildly. The text
 * prints no figures.
 */
final class PolynomialFits {
    private static final String SECTION = "4.4 模型选择、欠拟合和过拟合";
    static final Polynomial ROWS = new Polynomial(4, List.of(5.0, 1.2, -3.4, 5.6), 0.1, 100, 100);

    static final Experiment NORMAL = Experiment.named("polynomial-normal")
            .text("d2l", SECTION)
            .toSee("the weights come out near the true 5, 1.2, −3.4, 5.6")
            .dataset(ROWS)
            .preprocessing(none())
            .net(linear(1).withoutBias())
            .initialValues(InitialValues.pytorch())
            .criterion(squaredError())
            .updateRule(sgd(0.01))
            .batchSize(10, Order.SHUFFLED)
            .epochs(400)
            // the book's notebooks: 4.99, 1.23, −3.39, 5.52 with deviations 0.06, 0.14, 0.09, 0.32; three of them
            .expect(weightsNear(List.of(5.0, 1.2, -3.4, 5.6), List.of(0.18, 0.42, 0.27, 0.96)))
            .expect(atMost(TRAIN_LOSS, 0.02, "the loss comes down to the noise, 0.1²"))
            .expect(atMost(TEST_LOSS, 0.05, "and so does the test loss"))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            NORMAL,
            NORMAL.as("polynomial-underfit", "two features of four: both losses stay high")
                    .withDataset(ROWS.withFeatures(2))
                    .withExpectations(
                            atLeast(TRAIN_LOSS, 1, "it underfits"), // the book's: 7.6 and 9.6, the noise is 0.01
                            atLeast(TEST_LOSS, 1, "on both sets")),
            NORMAL.as("polynomial-overfit", "twenty features for four: the test loss ends above the training loss")
                    .withDataset(ROWS.withFeatures(20))
                    .withEpochs(1_500)
                    .withExpectations(
                            atMost(TRAIN_LOSS, 0.02, "it fits the training rows"),
                            atLeast(LOSS_GAP, 0, "the test loss ends above the training loss")));

    private PolynomialFits() {}
}
