package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019): {@link Adam} whose weight decay bypasses the gradient.
 *
 * <p>Before Adam's step with the gradient alone, w ← w − ηλw.
 */
@JsonTypeName("adamw")
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, Decay decay)
        implements Optimizer {
    public AdamW {
        Bounds.aboveZero("learning rate", learningRate);
        Bounds.belowOne("beta1", beta1);
        Bounds.belowOne("beta2", beta2);
        Bounds.aboveZero("epsilon", epsilon);
        Bounds.atLeastZero("weight decay", weightDecay);
    }

    @Override
    public AdamW withLearningRate(double learningRate) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, decay);
    }

    @Override
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, decay);
    }

    @Override
    public AdamW withDecay(Decay decay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, decay);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        AdamMoments moments = new AdamMoments(beta1, beta2, epsilon, AdamMoments.Coupling.DECOUPLED);
        return new OptimizerState(this, parameters, manager, AdamMoments.STATE, moments);
    }
}
