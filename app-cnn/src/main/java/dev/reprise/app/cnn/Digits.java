package dev.reprise.app.cnn;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * A net of 43,738 parameters that reads digits: the one that comes with the inference module, as {@code digits}.
 *
 * <p>Look for: a thirtieth of the parameters of {@code conv-net}, and after ten epochs about its accuracy.
 */
final class Digits {
    static final Experiment EXPERIMENT = ConvNet.EXPERIMENT
            .variant("digits", "a thirtieth of conv-net's parameters, ten epochs: about the same accuracy")
            .net(
                    conv(16, 3),
                    relu(),
                    maxPool(2),
                    conv(32, 3),
                    relu(),
                    maxPool(2),
                    flatten(),
                    dropout(0.25),
                    linear(48),
                    relu(),
                    linear(10),
                    logSoftmax())
            .optimizer(adam(2e-3).betas(0.9, 0.999).epsilon(1e-8))
            .schedule(factorPerEpoch(0.7))
            .epochs(10)
            .build();

    private Digits() {}
}
