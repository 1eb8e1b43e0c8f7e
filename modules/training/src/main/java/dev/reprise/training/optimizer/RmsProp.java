package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
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
public record RmsProp(double learningRate, double alpha, double epsilon, double weightDecay, Decay decay)
        implements Optimizer {
    private static final String SQUARE_AVERAGE = "squareAverage";

    public RmsProp {
        Bounds.aboveZero("learning rate", learningRate);
        Bounds.belowOne("alpha", alpha);
        Bounds.aboveZero("epsilon", epsilon);
        Bounds.atLeastZero("weight decay", weightDecay);
    }

    @Override
    public RmsProp withLearningRate(double learningRate) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, decay);
    }

    @Override
    public RmsProp withWeightDecay(double weightDecay) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, decay);
    }

    @Override
    public RmsProp withDecay(Decay decay) {
        return new RmsProp(learningRate, alpha, epsilon, weightDecay, decay);
    }

    @Override
    public OptimizerState start(List<Parameter> parameters, NDManager manager) {
        NDArray old = OptimizerState.scalar(manager, alpha);
        NDArray fresh = OptimizerState.scalar(manager, 1 - alpha);
        NDArray small = OptimizerState.scalar(manager, epsilon);
        return new OptimizerState(this, parameters, manager, List.of(SQUARE_AVERAGE), (part, rate, step) -> {
            NDArray gradient = part.decayedGradient();
            NDArray squares = part.state(SQUARE_AVERAGE);
            squares.muli(old).addi(gradient.square().muli(fresh));
            part.descend(gradient.divi(squares.sqrt().addi(small)), rate);
        });
    }
}
