package dev.reprise.training.update;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Check;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019): {@link Adam} whose weight decay bypasses the gradient.
 *
 * <p>Before Adam's step with the gradient alone, w ← w − ηλw.
 */
@JsonTypeName("adamw")
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, Decay decay)
        implements UpdateRule {
    public AdamW {
        Check.aboveZero("learning rate", learningRate);
        Check.belowOne("beta1", beta1);
        Check.belowOne("beta2", beta2);
        Check.aboveZero("epsilon", epsilon);
        Check.atLeastZero("weight decay", weightDecay);
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
    public Updater start(List<Parameter> parameters, NDManager manager) {
        Moments moments = new Moments(beta1, beta2, epsilon, Moments.Coupling.DECOUPLED);
        return new Updater(this, parameters, manager, Moments.STATE, moments);
    }
}
