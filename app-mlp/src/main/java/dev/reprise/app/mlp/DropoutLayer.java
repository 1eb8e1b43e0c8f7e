package dev.reprise.app.mlp;

import dev.reprise.scratch.forward.DropoutDemonstration;
import dev.reprise.training.experiment.Source;

/**
 * The dropout layer of d2l.txt on the numbers 0 to 15.
 *
 * <p>Look for: rate 0 keeps, 1 zeroes, 0.5 zeroes about half and doubles the rest.
 */
final class DropoutLayer {
    static final DropoutDemonstration DEMONSTRATION = new DropoutDemonstration(
            "dropout-layer",
            new Source("d2l", "4.6 暂退法(Dropout): 从零开始实现", "4.6 Dropout: Implementation from Scratch"),
            "0 keeps, 1 zeroes, 0.5 zeroes about half and doubles the rest",
            2,
            8,
            0.5);

    private DropoutLayer() {}
}
