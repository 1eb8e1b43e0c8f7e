package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;

/**
 * {@code dropout-mlp} with PyTorch's own initial weights, ours.
 *
 * <p>Look for: the text's {@code type(m) == nn.Linear()} fails with a TypeError as printed; without that line its program
 * would have trained this: it learns faster at first, and ends about where the other does.
 */
final class DropoutMlpDefaultInit {
    static final Experiment EXPERIMENT = DropoutMlp.EXPERIMENT
            .variant(
                    "dropout-mlp-default-init",
                    "with PyTorch's own initial weights it learns faster at first and ends at about the same accuracy")
            .initialValues(pytorchDefaults())
            .expect(between(TRAIN_ACCURACY, 0.62, 0.72, "faster at first, about 0.67")
                    .atEpoch(1))
            .build();

    private DropoutMlpDefaultInit() {}
}
