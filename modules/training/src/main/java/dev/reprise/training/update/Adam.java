package dev.reprise.training.update;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Check;
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
        implements UpdateRule {
    public Adam {
        Check.aboveZero("learning rate", learningRate);
        Check.belowOne("beta1", beta1);
        Check.belowOne("beta2", beta2);
        Check.aboveZero("epsilon", epsilon);
        Check.atLeastZero("weight decay", weightDecay);
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
    public Updater start(List<Parameter> parameters, NDManager manager) {
        Moments moments = new Moments(beta1, beta2, epsilon, Moments.Coupling.COUPLED);
        return new Updater(this, parameters, manager, Moments.STATE, moments);
    }
}
