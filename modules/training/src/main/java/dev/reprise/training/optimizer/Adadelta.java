package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * Adadelta (Zeiler 2012): steps as long as the recent steps were, over the recent gradients' size.
 *
 * <pre>
 * s ← ρs + (1 − ρ)g²
 * Δ = √((d + ε) / (s + ε)) · g
 * d ← ρd + (1 − ρ)Δ²
 * w ← w − ηΔ
 * </pre>
 */
@JsonTypeName("adadelta")
public record Adadelta(@JsonUnwrapped SharedSettings shared, double rho, double epsilon) implements Optimizer {
    private static final String SQUARE_AVERAGE = "squareAverage";
    private static final String DELTA_AVERAGE = "deltaAverage";

    public Adadelta {
        Bounds.belowOne("rho", rho);
        Bounds.aboveZero("epsilon", epsilon);
    }

    @Override
    public Adadelta with(SharedSettings settings) {
        return new Adadelta(settings, rho, epsilon);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        NDArray old = OptimizerState.scalar(manager, rho);
        NDArray fresh = OptimizerState.scalar(manager, 1 - rho);
        NDArray small = OptimizerState.scalar(manager, epsilon);
        return new OptimizerState(
                shared, parameters, manager, List.of(SQUARE_AVERAGE, DELTA_AVERAGE), (part, rate, step) -> {
                    NDArray gradient = part.decayedGradient();
                    NDArray squares = part.state(SQUARE_AVERAGE);
                    NDArray deltas = part.state(DELTA_AVERAGE);
                    squares.muli(old).addi(gradient.square().muli(fresh));
                    // One root of the quotient, where torch divides two roots: the root is the dearest of these
                    // operations.
                    NDArray delta =
                            deltas.add(small).divi(squares.add(small)).sqrt().muli(gradient);
                    deltas.muli(old).addi(delta.square().muli(fresh));
                    part.descend(delta, rate);
                });
    }
}
