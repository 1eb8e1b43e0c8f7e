package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015): the gradients' running mean over the root of their running mean square, at step t.
 *
 * <pre>
 * g ← g + λw
 * m ← β₁m + (1 − β₁)g
 * v ← β₂v + (1 − β₂)g²
 * w ← w − η · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 */
@JsonTypeName("adam")
public record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, Decay decay)
        implements Optimizer {
    public Adam {
        Bounds.aboveZero("learning rate", learningRate);
        Bounds.belowOne("beta1", beta1);
        Bounds.belowOne("beta2", beta2);
        Bounds.aboveZero("epsilon", epsilon);
        Bounds.atLeastZero("weight decay", weightDecay);
    }

    @Override
    public Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decay);
    }

    @Override
    public Adam withWeightDecay(double weightDecay) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decay);
    }

    @Override
    public Adam withDecay(Decay decay) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decay);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        AdamMoments moments = new AdamMoments(beta1, beta2, epsilon, AdamMoments.Coupling.COUPLED);
        return new OptimizerState(this, parameters, manager, AdamMoments.STATE, moments);
    }
}
