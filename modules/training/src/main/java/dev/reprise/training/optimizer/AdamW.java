package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019): {@link Adam} whose weight decay bypasses the gradient.
 *
 * <p>Before Adam's step with the gradient alone, w ← w − ηλw.
 */
@JsonTypeName("adamw")
public record AdamW(
        @JsonUnwrapped SharedSettings shared, @JsonUnwrapped AdamMoments moments) implements Optimizer {

    @Override
    public AdamW with(SharedSettings settings) {
        return new AdamW(settings, moments);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        return moments.start(shared, parameters, manager, AdamMoments.Coupling.DECOUPLED);
    }
}
