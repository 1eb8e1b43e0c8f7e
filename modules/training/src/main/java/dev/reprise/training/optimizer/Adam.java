package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015): the gradients' running mean over the root of their running mean square, at step t.
 *
 * <pre>
 * g ← g + λw
 * m ← β₁m + (1 − β₁)g
 * v ← β₂v + (1 − β₂)g²
 * w ← w − η · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 */
@JsonTypeName("adam")
public record Adam(
        @JsonUnwrapped SharedSettings shared, @JsonUnwrapped AdamMoments moments) implements Optimizer {

    @Override
    public Adam with(SharedSettings settings) {
        return new Adam(settings, moments);
    }

    @Override
    public List<String> state() {
        return AdamMoments.STATE;
    }

    @Override
    public void writeStart(UpdateText update) {
        moments.writeStart(update);
    }

    @Override
    public void writeStep(UpdateText update) {
        moments.writeStep(update, "_fused_adam_");
    }
}
