package dev.reprise.app.cnn;

import static dev.reprise.data.preprocessing.Preprocessing.normalisedFromData;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code conv-net-14} on CIFAR-10: three channels go in, the first linear layer has 12,544 inputs.
 *
 * <p>What to see: the net takes colour as it is, which is the text's answer to question 6; colour photographs are far
 * harder than digits. All 50,000 images train, all 10,000 test. The text prints no figure.
 */
final class ConvNetCifar {
    static final Experiment EXPERIMENT = ConvNet14.EXPERIMENT
            .as("conv-net-cifar", "three channels go into the same net; photographs are far harder than digits")
            .withText("first-mnist", "问题6.目前MNIST影像为单色灰度,若是彩色可以辨识吗?如何修改?")
            .withDataset("cifar-10")
            .withPreprocessing(normalisedFromData()); // ours: MNIST's 0.1307 and 0.3081 are of one channel

    private ConvNetCifar() {}
}
