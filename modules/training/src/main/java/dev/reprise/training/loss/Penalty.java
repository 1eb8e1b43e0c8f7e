package dev.reprise.training.loss;

import static dev.reprise.net.torchscript.ScriptText.number;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.bounds.Bounds;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What is added to the loss of a batch for the size of the weights, and minimized with it.
 *
 * <p>Losses on whole sets do not include it. An optimizer's weight decay has the gradient without the loss.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Penalty {

    /**
     * Writes into a TorchScript program what the penalty adds to the gradients {@code g} of the parameters {@code p}, and
     * names the loss with the penalty.
     *
     * @param loss the name of the loss without it
     * @param weights which of the parameters are weights
     */
    String write(ScriptText text, String loss, List<Integer> weights);

    /** λ; absent where nothing is added. */
    OptionalDouble weightDecay();

    @JsonTypeName("none")
    record None() implements Penalty {
        @Override
        public OptionalDouble weightDecay() {
            return OptionalDouble.empty();
        }

        @Override
        public String write(ScriptText text, String loss, List<Integer> weights) {
            return loss;
        }
    }

    /** ½λ‖w‖² over all weights; biases are not penalized. */
    @JsonTypeName("l2")
    record L2(double lambda) implements Penalty {
        public L2 {
            Bounds.atLeastZero("λ of the penalty", lambda);
        }

        @Override
        public OptionalDouble weightDecay() {
            return OptionalDouble.of(lambda);
        }

        @Override
        public String write(ScriptText text, String loss, List<Integer> weights) {
            weights.forEach(i -> text.line("torch.add_(g[%s], p[%s], alpha=%s)".formatted(i, i, number(lambda))));
            String list = weights.stream().map(i -> "p[" + i + "]").collect(Collectors.joining(", "));
            String norms = text.let("torch.stack(torch._foreach_norm([%s]))".formatted(list));
            return text.let(
                    "torch.add(%s, torch.sum(torch.square(%s)), alpha=%s)".formatted(loss, norms, number(lambda / 2)));
        }
    }
}
