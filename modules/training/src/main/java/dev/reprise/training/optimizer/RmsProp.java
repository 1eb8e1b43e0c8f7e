package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * RMSprop (Hinton's lecture 6e, 2012): gradients over the root of their running mean square.
 *
 * <pre>
 * s ← αs + (1 − α)g²
 * w ← w − ηg / (√s + ε)
 * </pre>
 */
@JsonTypeName("rmsprop")
public record RmsProp(@JsonUnwrapped SharedSettings shared, double alpha, double epsilon) implements Optimizer {
    private static final String SQUARE_AVERAGE = "squareAverage";

    public RmsProp {
        Bounds.belowOne("alpha", alpha);
        Bounds.aboveZero("epsilon", epsilon);
    }

    @Override
    public RmsProp with(SharedSettings settings) {
        return new RmsProp(settings, alpha, epsilon);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        NDArray old = OptimizerState.scalar(manager, alpha);
        NDArray fresh = OptimizerState.scalar(manager, 1 - alpha);
        NDArray small = OptimizerState.scalar(manager, epsilon);
        return new OptimizerState(shared, parameters, manager, List.of(SQUARE_AVERAGE), (part, rate, step) -> {
            NDArray gradient = part.decayedGradient();
            NDArray squares = part.state(SQUARE_AVERAGE);
            squares.muli(old).addi(gradient.square().muli(fresh));
            part.descend(gradient.divi(squares.sqrt().addi(small)), rate);
        });
    }
}
