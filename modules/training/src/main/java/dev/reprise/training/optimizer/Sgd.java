package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * Stochastic gradient descent: w ← w − η(g + λw), with momentum μ along the velocity v ← μv + g + λw.
 *
 * <p>The learning rate stays outside the velocity, as in torch (DJL's own momentum has it inside, which differs as soon
 * as the rate changes).
 */
@JsonTypeName("sgd")
public record Sgd(@JsonUnwrapped SharedSettings shared, double momentum, Momentum kind) implements Optimizer {
    private static final String VELOCITY = "velocity";

    public Sgd {
        Bounds.belowOne("momentum", momentum);
        if (kind == Momentum.NESTEROV && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's momentum must be above 0, is 0");
        }
    }

    /** With this momentum. */
    public Sgd momentum(double value) {
        return new Sgd(shared, value, kind);
    }

    /** With its momentum in Nesterov's form. */
    public Sgd nesterov() {
        return new Sgd(shared, momentum, Momentum.NESTEROV);
    }

    @Override
    public Sgd with(SharedSettings settings) {
        return new Sgd(settings, momentum, kind);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        if (momentum == 0) {
            return new OptimizerState(
                    shared, parameters, manager, List.of(), (part, rate, step) -> part.descendWithDecay(rate));
        }
        NDArray mu = OptimizerState.scalar(manager, momentum);
        return new OptimizerState(shared, parameters, manager, List.of(VELOCITY), (part, rate, step) -> {
            NDArray gradient = part.decayedGradient();
            NDArray velocity = part.state(VELOCITY).muli(mu).addi(gradient);
            part.descend(kind.direction(velocity, gradient, mu), rate);
        });
    }
}
