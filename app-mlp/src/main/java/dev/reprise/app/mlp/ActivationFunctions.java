package dev.reprise.app.mlp;

import dev.reprise.net.Pointwise;
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
                    new Curve("relu", new ScratchActivation.Relu(), new Pointwise.Relu()),
                    new Curve("sigmoid", new ScratchActivation.Sigmoid(), new Pointwise.Sigmoid()),
                    new Curve("tanh", new ScratchActivation.Tanh(), new Pointwise.Tanh())));

    private ActivationFunctions() {}
}
