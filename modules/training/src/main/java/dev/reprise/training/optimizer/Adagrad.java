package dev.reprise.training.optimizer;

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
    public List<String> state() {
        return List.of(SQUARE_SUM);
    }

    @Override
    public void writeStep(UpdateText update) {
        update.forEach(() -> {
            update.apply("addcmul_", update.name(SQUARE_SUM), update.name("g"), update.name("g"), "value=1.");
            update.descendOverRoot(update.name(SQUARE_SUM), epsilon);
        });
    }
}
