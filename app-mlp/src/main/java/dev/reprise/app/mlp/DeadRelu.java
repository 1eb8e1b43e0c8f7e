package dev.reprise.app.mlp;

import static dev.reprise.data.preprocessing.Preprocessing.zeroToOne;

import dev.reprise.training.run.DeadUnits;
import java.util.List;

/**
 * The two-layer net of cs231n.txt at ever higher rates, and how many of its ReLUs die.
 *
 * <p>What to see: the text says that with too high a rate about 40 % of the ReLUs are dead, and with a proper one hardly any.
 * It explains it by inputs that are all positive, so the pixels are 0–1 here; centred ones diverge before a unit dies. A
 * unit counts as dead that is zero for all 49,000 training images.
 */
final class DeadRelu {
    static final DeadUnits DEMONSTRATION = new DeadUnits(
            "dead-relu",
            "cs231n",
            "ReLU函数",
            "at too high a rate about 40 % of the ReLUs are dead",
            TwoLayerNet.EXPERIMENT
                    .as("dead-relu", "how many ReLUs die")
                    .withPreprocessing(zeroToOne()) // ours: all positive, as the text has it
                    .withEpochs(1), // ours: they die early
            List.of(0.05, 0.1, 0.2, 0.3, 0.4), // ours
            0.4,
            0.15); // ours: the text says about, and for no net in particular

    private DeadRelu() {}
}
