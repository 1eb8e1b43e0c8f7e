package dev.reprise.app.mlp;

import static dev.reprise.data.preprocessing.Preprocessing.zeroToOne;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;
import static dev.reprise.training.optimizer.Optimizer.adam;

import dev.reprise.training.experiment.Experiment;

/**
 * Example 2 of first-mnist.txt: a single linear layer whose logits go through ReLU.
 *
 * <p>What to see: a quirk. ReLU cuts negative logits to zero before the loss, and an output that is zero for all images
 * never learns again, so a class or two can be lost, by the seed. The text prints no figure.
 */
final class LightningShort {
    static final Experiment EXPERIMENT = LightningAccuracy.EXPERIMENT.toBuilder()
            .preprocessing(zeroToOne())
            .validateOnLast(0)
            .net(flatten(), linear(10), relu())
            .updateRule(adam(0.02, 0.9, 0.999, 1e-8))
            .build()
            .as("lightning-short", "ReLU on the logits: outputs that die take their class with them, by the seed");

    private LightningShort() {}
}
