package dev.reprise.training.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Check;
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
public record Adadelta(double learningRate, double rho, double epsilon, double weightDecay, Decay decay)
        implements UpdateRule {
    private static final String SQUARE_AVERAGE = "squareAverage";
    private static final String DELTA_AVERAGE = "deltaAverage";

    public Adadelta {
        Check.aboveZero("learning rate", learningRate);
        Check.belowOne("rho", rho);
        Check.aboveZero("epsilon", epsilon);
        Check.atLeastZero("weight decay", weightDecay);
    }

    @Override
    public Adadelta withLearningRate(double learningRate) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay, decay);
    }

    @Override
    public Adadelta withWeightDecay(double weightDecay) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay, decay);
    }

    @Override
    public Adadelta withDecay(Decay decay) {
        return new Adadelta(learningRate, rho, epsilon, weightDecay, decay);
    }

    @Override
    public Updater start(List<Parameter> parameters, NDManager manager) {
        NDArray old = Updater.scalar(manager, rho);
        NDArray fresh = Updater.scalar(manager, 1 - rho);
        NDArray small = Updater.scalar(manager, epsilon);
        return new Updater(this, parameters, manager, List.of(SQUARE_AVERAGE, DELTA_AVERAGE), (part, rate, step) -> {
            NDArray gradient = part.decayedGradient();
            NDArray squares = part.state(SQUARE_AVERAGE);
            NDArray deltas = part.state(DELTA_AVERAGE);
            squares.muli(old).addi(gradient.square().muli(fresh));
            // One root of the quotient, where torch divides two roots: the root is the dearest of these operations.
            NDArray delta = deltas.add(small).divi(squares.add(small)).sqrt().muli(gradient);
            deltas.muli(old).addi(delta.square().muli(fresh));
            part.descend(delta, rate);
        });
    }
}
