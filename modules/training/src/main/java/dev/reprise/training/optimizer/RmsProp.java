package dev.reprise.training.optimizer;

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
    public List<String> state() {
        return List.of(SQUARE_AVERAGE);
    }

    @Override
    public void writeStep(UpdateText update) {
        update.forEach(() -> {
            update.averageSquares(update.name(SQUARE_AVERAGE), update.name("g"), alpha);
            update.descendOverRoot(update.name(SQUARE_AVERAGE), epsilon);
        });
    }
}
