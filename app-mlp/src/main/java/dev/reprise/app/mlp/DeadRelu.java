package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.scratch.activation.DeadUnits;
import dev.reprise.training.experiment.Source;
import java.util.List;

/**
 * The two-layer net of cs231n.txt at ever higher learning rates, and how many of its ReLUs die.
 *
 * <p>Look for: the text says that with too high a rate about 40 % of the ReLUs are dead, and with a proper one hardly any.
 * It explains it by inputs that are all positive, so the pixels are 0–1 here; centered ones diverge before a unit dies. A
 * unit counts as dead that is zero for all 49,000 training images.
 */
final class DeadRelu {
    static final DeadUnits DEMONSTRATION = new DeadUnits(
            "dead-relu",
            new Source("cs231n", "ReLU函数", "The ReLU function"),
            "at too high a learning rate about 40 % of the ReLUs are dead",
            TwoLayerNet.EXPERIMENT
                    .variant("dead-relu", "how many ReLUs die")
                    .preprocessing(zeroToOne()) // ours: all positive, as in the text
                    .epochs(1) // ours: they die early
                    .build(),
            List.of(0.05, 0.1, 0.2, 0.3, 0.4), // ours
            0.4,
            0.15); // ours: the text says about, and for no particular net

    private DeadRelu() {}
}
