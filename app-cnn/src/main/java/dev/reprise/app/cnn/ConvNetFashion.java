package dev.reprise.app.cnn;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code conv-net-14} on Fashion-MNIST: only the data set differs; even MNIST's scaling stays.
 *
 * <p>Look for: 93 %, compared with the perceptron's 81 %. Clothes are harder than digits. The text prints no values.
 */
final class ConvNetFashion {
    static final Experiment EXPERIMENT = ConvNet14.EXPERIMENT
            .variant("conv-net-fashion", "the same net on clothes: about 93 %, compared with first-mnist's 81 %")
            .text(
                    "first-mnist",
                    "问题9.如果要辨识其他对象,程序要修改哪些地方?",
                    "Question 9: What has to change in the program to recognize other objects?")
            .dataset("fashion-mnist")
            .expect(between(TEST_ACCURACY, 0.92, 0.94, "about 93 %"))
            .claim(above("first-mnist-fashion", TEST_ACCURACY))
            .build();

    private ConvNetFashion() {}
}
