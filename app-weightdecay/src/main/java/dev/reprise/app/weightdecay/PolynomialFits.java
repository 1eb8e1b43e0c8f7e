package dev.reprise.app.weightdecay;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.data.catalog.DatasetSpec.Polynomial;
import dev.reprise.training.experiment.Experiment;
import java.util.List;

/**
 * A cubic polynomial fitted with the right number of features, with too few, and with too many, from d2l.txt.
 *
 * <p>Look for: with four features the weights are near the true 5, 1.2, −3.4 and 5.6 and both losses near the noise level,
 * 0.01; with two both losses stay high; with all twenty the test loss ends slightly above the training loss. The text
 * prints no values.
 */
final class PolynomialFits {
    static final Polynomial ROWS = new Polynomial(4, List.of(5.0, 1.2, -3.4, 5.6), 0.1, 100, 100);

    static final Experiment NORMAL = Experiment.named("polynomial-normal")
            .text("d2l", "4.4 模型选择、欠拟合和过拟合", "4.4 Model Selection, Underfitting, and Overfitting")
            .lookFor("weights near the true 5, 1.2, −3.4, 5.6")
            .dataset(ROWS)
            .preprocessing(noPreprocessing())
            .net(linear(1).withoutBias())
            .initialValues(pytorchDefaults())
            .criterion(squaredError())
            .optimizer(sgd(0.01))
            .batchSize(10)
            .order(SHUFFLED)
            .epochs(400)
            // the book's notebooks: 4.99, 1.23, −3.39, 5.52, deviations 0.06, 0.14, 0.09, 0.32; three deviations
            .expect(weightsNear(List.of(5.0, 1.2, -3.4, 5.6), List.of(0.18, 0.42, 0.27, 0.96)))
            .expect(atMost(TRAIN_LOSS, 0.02, "it reaches the noise level, 0.1² = 0.01"))
            .expect(atMost(TEST_LOSS, 0.05, "it reaches the noise level"))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            NORMAL,
            NORMAL.variant("polynomial-underfit", "two features of four: both losses stay high")
                    .dataset(ROWS.withFeatures(2))
                    // the book's: 7.6 and 9.6; the noise level is 0.01
                    .expect(atLeast(TRAIN_LOSS, 1, "it underfits"))
                    .expect(atLeast(TEST_LOSS, 1, "it underfits"))
                    .build(),
            NORMAL.variant("polynomial-overfit", "twenty features for four: the test loss ends above the training loss")
                    .dataset(ROWS.withFeatures(20))
                    .epochs(1_500)
                    .expect(atMost(TRAIN_LOSS, 0.02, "it fits the training rows"))
                    .expect(atLeast(LOSS_GAP, 0, "test loss above training loss"))
                    .build());

    private PolynomialFits() {}
}
