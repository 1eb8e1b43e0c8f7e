package dev.reprise.app.cnn;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code conv-net-14} on CIFAR-10: three input channels, and 12,544 inputs to the first linear layer.
 *
 * <p>Look for: the net needs no change for color images, which is the text's answer to question 6; color photographs are
 * far harder than digits. All 50,000 images train, all 10,000 test. The text prints no values.
 */
final class ConvNetCifar {
    static final Experiment EXPERIMENT = ConvNet14.EXPERIMENT
            .variant("conv-net-cifar", "the same net on three color channels; photographs are far harder than digits")
            .text(
                    "first-mnist",
                    "问题6.目前MNIST影像为单色灰度,若是彩色可以辨识吗?如何修改?",
                    "Question 6: MNIST images are grayscale. Can color images be recognized, and what has to change?")
            .dataset("cifar-10")
            .preprocessing(normalizedFromData()) // ours: MNIST's 0.1307 and 0.3081 are of one channel
            .build();

    private ConvNetCifar() {}
}
