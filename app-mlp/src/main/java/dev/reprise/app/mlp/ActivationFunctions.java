package dev.reprise.app.mlp;

import dev.reprise.net.Layer;
import dev.reprise.scratch.activation.ActivationDemonstration;
import dev.reprise.scratch.activation.ActivationDemonstration.Curve;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.training.experiment.Source;
import java.util.List;

/**
 * ReLU, sigmoid and tanh with their derivatives, from d2l.txt.
 *
 * <p>Look for: the derivatives of sigmoid and tanh vanish on both sides, that of ReLU on the left; from scratch and by
 * autograd they are the same.
 */
final class ActivationFunctions {
    static final ActivationDemonstration DEMONSTRATION = new ActivationDemonstration(
            "activation-functions",
            new Source("d2l", "4.1 多层感知机: 激活函数", "4.1 Multilayer Perceptrons: Activation Functions"),
            "six curves: three functions and their derivatives",
            -8,
            0.1,
            160, // up to 8, exclusive
            List.of(
                    new Curve("relu", new ScratchActivation.Relu(), Layer.relu()),
                    new Curve("sigmoid", new ScratchActivation.Sigmoid(), Layer.sigmoid()),
                    new Curve("tanh", new ScratchActivation.Tanh(), Layer.tanh())));

    private ActivationFunctions() {}
}
