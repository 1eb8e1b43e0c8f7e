package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * Stochastic gradient descent: w ← w − η(g + λw), with momentum μ along the velocity v ← μv + g + λw.
 *
 * <p>The learning rate stays outside the velocity, as in torch (DJL's own momentum has it inside, which differs as soon
 * as the rate changes).
 */
@JsonTypeName("sgd")
public record Sgd(double learningRate, double momentum, Momentum kind, double weightDecay, Decay decay)
        implements Optimizer {
    private static final String VELOCITY = "velocity";

    public Sgd {
        Bounds.aboveZero("learning rate", learningRate);
        Bounds.belowOne("momentum", momentum);
        Bounds.atLeastZero("weight decay", weightDecay);
        if (kind == Momentum.NESTEROV && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's momentum must be above 0, is 0");
        }
    }

    public Sgd withMomentum(double momentum) {
        return new Sgd(learningRate, momentum, Momentum.CLASSICAL, weightDecay, decay);
    }

    public Sgd withNesterovMomentum(double momentum) {
        return new Sgd(learningRate, momentum, Momentum.NESTEROV, weightDecay, decay);
    }

    @Override
    public Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate, momentum, kind, weightDecay, decay);
    }

    @Override
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, kind, weightDecay, decay);
    }

    @Override
    public Sgd withDecay(Decay decay) {
        return new Sgd(learningRate, momentum, kind, weightDecay, decay);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        if (momentum == 0) {
            return new OptimizerState(this, parameters, manager, List.of(), (part, rate, step) -> part.descendWithDecay(rate));
        }
        NDArray mu = OptimizerState.scalar(manager, momentum);
        return new OptimizerState(this, parameters, manager, List.of(VELOCITY), (part, rate, step) -> {
            NDArray gradient = part.decayedGradient();
            NDArray velocity = part.state(VELOCITY).muli(mu).addi(gradient);
            part.descend(kind.direction(velocity, gradient, mu), rate);
        });
    }
}
