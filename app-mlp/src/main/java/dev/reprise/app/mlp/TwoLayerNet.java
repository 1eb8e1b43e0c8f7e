package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The two-layer net of cs231n.txt on CIFAR-10: 49,000 images train, the next 1,000 validate, the first 1,000 test.
 *
 * <p>Look for: 4,900 steps on raw pixels less the mean image reach about 0.55 in training and 0.48 in validation. As in the
 * text's Solver each batch is drawn with replacement, training accuracy is taken on 1,000 rows, and the net that was best
 * on validation is kept; the text's values are of the last epoch.
 */
final class TwoLayerNet {
    static final Experiment EXPERIMENT = Experiment.named("two-layer-net")
            .text("cs231n", "两层神经网络训练过程: 训练过程", "Training a two-layer neural network: the training")
            .lookFor("0.55 in training, 0.48 in validation after 4,900 steps; W1 shows colors")
            .dataset("cifar-10")
            .rows(ALL_ROWS.validateOnLast(1_000).testOnFirst(1_000))
            .preprocessing(meanImage()) // raw pixels less the mean image
            .net(flatten(), linear(50), relu(), linear(10))
            .initialValues(normalWeights(0.001), zeroBiases())
            .criterion(crossEntropy())
            .optimizer(sgd(1e-3).decays(WEIGHTS_ONLY)) // without weight decay here; its variants have one
            .schedule(factorPerEpoch(0.95))
            .batchSize(100)
            .order(WITH_REPLACEMENT)
            .epochs(10)
            .keep(BEST_ON_VALIDATION)
            .trainingScores(sampleOf(1_000))
            .publishes(
                    firstLoss(2.300089).within(0.005, "random guessing: ln 10 = 2.3026, slightly different by batch"))
            .publishes(published(LAST_TRAIN_ACCURACY, 0.545)
                    .within(0.04, "one run of the text's; two others known, 0.580 and 0.571, are up to 0.035 away"))
            .publishes(published(LAST_VALIDATION_ACCURACY, 0.483)
                    .within(0.045, "one run of the text's; two others known, 0.511 and 0.524, are up to 0.041 away"))
            .build();

    private TwoLayerNet() {}
}
