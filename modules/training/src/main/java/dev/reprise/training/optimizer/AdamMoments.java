package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * The running means that {@link Adam} and {@link AdamW} share, and their update by DJL's native call.
 *
 * <p>The native call computes w − r·m / (√v + e), without a correction of e. With r = η√(1 − β₂ᵗ) / (1 − β₁ᵗ) and
 * e = ε√(1 − β₂ᵗ) that is the published formula.
 */
public record AdamMoments(double beta1, double beta2, double epsilon) {
    private static final List<String> STATE = List.of("mean", "squareAverage");

    /** Whether the weight decay goes through the gradient. */
    enum Coupling {
        COUPLED,
        DECOUPLED
    }

    public AdamMoments {
        Bounds.belowOne("beta1", beta1);
        Bounds.belowOne("beta2", beta2);
        Bounds.aboveZero("epsilon", epsilon);
    }

    OptimizerState start(SharedSettings shared, List<Parameter> parameters, NDManager manager, Coupling coupling) {
        return new OptimizerState(
                shared, parameters, manager, STATE, (part, rate, step) -> update(part, rate, step, coupling));
    }

    private void update(ParameterPart part, double learningRate, long step, Coupling coupling) {
        // The native call takes floats, and 1 − 0.999f is not 0.001: the corrections are those of the floats.
        double meanShare = 1 - Math.pow((float) beta1, (double) step);
        double squareRoot = Math.sqrt(1 - Math.pow((float) beta2, (double) step));
        NDArray weight = part.weight();
        NDList inputs = new NDList(weight, part.gradient(), part.state(STATE.get(0)), part.state(STATE.get(1)));
        weight.getNDArrayInternal()
                .adamUpdate(
                        inputs,
                        new NDList(weight),
                        (float) learningRate,
                        (float) (learningRate * squareRoot / meanShare),
                        (float) part.weightDecay(),
                        ParameterPart.NO_RESCALE,
                        ParameterPart.NO_CLIP,
                        (float) beta1,
                        (float) beta2,
                        (float) (epsilon * squareRoot),
                        true,
                        coupling == Coupling.DECOUPLED);
    }
}
