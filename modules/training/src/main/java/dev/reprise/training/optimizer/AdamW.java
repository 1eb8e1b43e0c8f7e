package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.net.torchscript.ScriptText;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter 2019): {@link Adam} whose weight decay bypasses the gradient.
 *
 * <p>Before Adam's step with the gradient alone, w ← w − ηλw.
 */
@JsonTypeName("adamw")
public record AdamW(
        @JsonUnwrapped SharedSettings shared, @JsonUnwrapped AdamMoments moments) implements Optimizer {

    @Override
    public AdamW with(SharedSettings settings) {
        return new AdamW(settings, moments);
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
        moments.writeStep(update, "_fused_adamw_");
    }

    @Override
    public String decay(int i) {
        return "torch.mul_(p[%s], 1. - rate * %s)".formatted(i, ScriptText.number(weightDecay()));
    }
}
