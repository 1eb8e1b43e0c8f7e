package dev.reprise.app.cnn;

import dev.reprise.training.Experiment;

/**
 * {@code conv-net} for the 14 epochs of the PyTorch example that numpy-and-cnn.txt names as its source.
 *
 * <p>What to see: 99.1 % on the test set. The text gives no figure for it; the example's own runs end at 0.9907–0.9921.
 */
final class ConvNet14 {
    static final Experiment EXPERIMENT = ConvNet.EXPERIMENT
            .as("conv-net-14", "how far the net of one epoch goes in fourteen: about 99.1 % on the test set")
            .withEpochs(14)
            .withFigures();

    private ConvNet14() {}
}
