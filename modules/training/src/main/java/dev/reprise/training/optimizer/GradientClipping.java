package dev.reprise.training.optimizer;

import static dev.reprise.net.torchscript.ScriptText.number;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.bounds.Bounds;

/** What is done to gradients that are too large, before an {@link Optimizer} takes its step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface GradientClipping {

    /** Writes the clipping, in place, of the list of gradients {@code g} into a TorchScript program. */
    void write(ScriptText text);

    /** Gradients are not changed. */
    @JsonTypeName("none")
    record None() implements GradientClipping {
        @Override
        public void write(ScriptText text) {
            // nothing to do
        }
    }

    /** Each element kept within ±limit: clip_grad_value_ of torch. */
    @JsonTypeName("by-value")
    record ByValue(double limit) implements GradientClipping {
        public ByValue {
            Bounds.aboveZero("limit of a gradient", limit);
        }

        @Override
        public void write(ScriptText text) {
            text.line("torch._foreach_clamp_min_(g, %s)".formatted(number(-limit)));
            text.line("torch._foreach_clamp_max_(g, %s)".formatted(number(limit)));
        }
    }

    /**
     * All gradients times min(1, limit / (‖g‖ + 10⁻⁶)), ‖g‖ the norm over all of them together (Pascanu, Mikolov and
     * Bengio 2013): clip_grad_norm_ of torch.
     */
    @JsonTypeName("by-norm")
    record ByNorm(double limit) implements GradientClipping {
        public ByNorm {
            Bounds.aboveZero("limit of the gradients' norm", limit);
        }

        @Override
        public void write(ScriptText text) {
            String norm = text.let("torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g)))");
            String factor =
                    text.let("torch.mul(torch.reciprocal(torch.add(%s, 1e-06)), %s)".formatted(norm, number(limit)));
            text.line("torch._foreach_mul_(g, torch.clamp_max(%s, 1.))".formatted(factor));
        }
    }
}
