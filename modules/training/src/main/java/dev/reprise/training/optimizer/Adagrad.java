package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * Adagrad (Duchi, Hazan and Singer 2011): gradients over the root of the sum of all their squares.
 *
 * <pre>
 * s ← s + g²
 * w ← w − ηg / (√s + ε)
 * </pre>
 */
@JsonTypeName("adagrad")
public record Adagrad(@JsonUnwrapped SharedSettings shared, double epsilon) implements Optimizer {
    private static final String SQUARE_SUM = "squareSum";

    public Adagrad {
        Bounds.aboveZero("epsilon", epsilon);
    }

    @Override
    public Adagrad with(SharedSettings settings) {
        return new Adagrad(settings, epsilon);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        NDArray small = OptimizerState.scalar(manager, epsilon);
        return new OptimizerState(shared, parameters, manager, List.of(SQUARE_SUM), (part, rate, step) -> {
            NDArray gradient = part.decayedGradient();
            NDArray squares = part.state(SQUARE_SUM).addi(gradient.square());
            part.descend(gradient.divi(squares.sqrt().addi(small)), rate);
        });
    }
}
