package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * Example 2 of first-mnist.txt: a single linear layer whose logits go through ReLU.
 *
 * <p>Look for: a quirk. ReLU cuts negative logits to zero before the loss, and an output that is zero for all images never
 * learns again, so a class or two can be lost, depending on the seed. The text prints no value.
 */
final class LightningShort {
    static final Experiment EXPERIMENT = LightningAccuracy.EXPERIMENT
            .variant("lightning-short", "ReLU on the logits: dead outputs lose their class, depending on the seed")
            .preprocessing(zeroToOne())
            .rows(ALL_ROWS)
            .net(flatten(), linear(10), relu())
            .optimizer(adam(0.02).betas(0.9, 0.999).epsilon(1e-8))
            .build();

    private LightningShort() {}
}
