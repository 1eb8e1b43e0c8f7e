package dev.reprise.training.optimizer;

import static dev.reprise.net.torchscript.ScriptText.number;

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
    public List<String> state() {
        return List.of(SQUARE_AVERAGE, DELTA_AVERAGE);
    }

    @Override
    public void writeStep(UpdateText update) {
        update.forEach(() -> {
            String squares = update.name(SQUARE_AVERAGE);
            String deltas = update.name(DELTA_AVERAGE);
            update.averageSquares(squares, update.name("g"), rho);
            // One root of the quotient, where torch divides two roots: the root is the slowest of these operations.
            String step = update.let("add", deltas, number(epsilon));
            update.apply("div_", step, update.let("add", squares, number(epsilon)));
            update.apply("sqrt_", step);
            update.apply("mul_", step, update.name("g"));
            update.averageSquares(deltas, step, rho);
            update.apply("add_", update.name("p"), step, "alpha=-rate");
        });
    }
}
