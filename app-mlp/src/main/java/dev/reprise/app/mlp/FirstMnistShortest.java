package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * The short program that first-mnist.txt opens with, TensorFlow's own first example.
 *
 * <p>Look for: 128 units with ReLU and Adam reach 97–98 %, seven points above the ten-step program, because this net is
 * not linear.
 */
final class FirstMnistShortest {
    static final Experiment EXPERIMENT = Experiment.named("first-mnist-shortest")
            .source(FirstMnistSections.SHORTEST)
            .lookFor("with an activation: 97–98 %, seven points above the linear ten-step program")
            .dataset("mnist")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(128), relu(), dropout(0.2), linear(10))
            .initialValues(pytorchDefaults()) // ours: TensorFlow's would be Xavier
            .criterion(crossEntropy())
            .optimizer(adam(1e-3).betas(0.9, 0.999).epsilon(1e-8))
            .batchSize(32)
            .order(SHUFFLED)
            .epochs(5)
            .publishes(testAccuracy(0.975).within(0.005, "the text prints a range, 0.97–0.98"))
            .build();

    private FirstMnistShortest() {}
}
