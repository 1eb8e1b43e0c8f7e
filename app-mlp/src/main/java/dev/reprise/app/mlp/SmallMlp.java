package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The two-layer net of npnet.txt on Fashion-MNIST, on raw pixels 0–255.
 *
 * <p>Look for: 30 hidden units are enough for 80–85 % on the test set, above the linear model, and training and test loss
 * stay close.
 */
final class SmallMlp {
    static final Experiment EXPERIMENT = Experiment.named("small-mlp")
            .text("npnet", "Fashion MNIST")
            .lookFor("30 hidden units reach 80–85 % on clothes, above the linear model")
            .dataset("fashion-mnist")
            .preprocessing(noPreprocessing()) // raw pixels, as in the text
            .net(flatten(), linear(30), relu(), linear(10))
            .initialValues(
                    lecunNormalWeights(), // ours: 1/√inputs, the text does not print it
                    zeroBiases())
            .criterion(crossEntropy())
            .optimizer(adam(1e-5).betas(0.9, 0.999).epsilon(1e-8).weightDecay(1e-3))
            .batchSize(10)
            .order(SHUFFLED)
            .epochs(50)
            .publishes(testAccuracy(0.825).within(0.025, "the text prints a range, 0.80–0.85"))
            .claim(above("linear", TEST_ACCURACY))
            .build();

    private SmallMlp() {}
}
