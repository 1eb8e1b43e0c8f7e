package dev.reprise.training.loss;

import static dev.reprise.net.torchscript.ScriptText.number;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Output;
import dev.reprise.net.Pointwise;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.training.bounds.Bounds;

/**
 * What training minimizes: the loss as a value.
 *
 * <p>Below, n is the batch, s the outputs and y the targets: classes, (n) int64, or numbers, float32 of the outputs'
 * shape.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Criterion {

    /** What the net must give. */
    Output expects();

    /**
     * Writes the loss of a batch, a scalar, into a TorchScript program after the forward pass, with its step of the backward
     * pass, and names it; outputs and targets by their names.
     */
    String write(ForwardText forward, String outputs, String targets);

    /** Whether targets are classes, so that an answer is right or wrong. */
    default boolean classifies() {
        return expects() != Output.VALUES;
    }

    /**
     * Cross-entropy on logits: 1/n Σᵢ (log Σⱼ exp sᵢⱼ − sᵢ,yᵢ).
     *
     * <p>The log-softmax subtracts the largest logit first, so that no logarithm of zero and no overflow can occur.
     */
    @JsonTypeName("cross-entropy")
    record CrossEntropy() implements Criterion {
        @Override
        public Output expects() {
            return Output.LOGITS;
        }

        @Override
        public String write(ForwardText forward, String outputs, String targets) {
            String logProbabilities = new Pointwise.LogSoftmax().write(forward, outputs);
            return new NegativeLogLikelihood().write(forward, logProbabilities, targets);
        }
    }

    /** Negative log-likelihood on log-probabilities: −1/n Σᵢ sᵢ,yᵢ. After log-softmax it is the cross-entropy. */
    @JsonTypeName("negative-log-likelihood")
    record NegativeLogLikelihood() implements Criterion {
        @Override
        public Output expects() {
            return Output.LOG_PROBABILITIES;
        }

        @Override
        public String write(ForwardText forward, String outputs, String targets) {
            String loss = forward.let("torch.nll_loss_forward(%s, %s, None, 1, -100)".formatted(outputs, targets));
            forward.onBackward((g, inputNeeded) -> forward.let(
                    "torch.nll_loss_backward(%s, %s, %s, None, 1, -100, %s[1])".formatted(g, outputs, targets, loss)));
            return forward.let(loss + "[0]");
        }
    }

    /** The multiclass SVM's loss with margin Δ: 1/n Σᵢ Σ_{j≠yᵢ} max(0, sᵢⱼ − sᵢ,yᵢ + Δ), as in cs231n. */
    @JsonTypeName("multiclass-hinge")
    record MulticlassHinge(double margin) implements Criterion {
        public MulticlassHinge {
            Bounds.aboveZero("margin", margin);
        }

        @Override
        public Output expects() {
            return Output.LOGITS;
        }

        @Override
        public String write(ForwardText forward, String outputs, String targets) {
            String how = "%s, %s, 1, %s".formatted(outputs, targets, number(margin));
            String classes = "torch.size(%s, 1)".formatted(outputs); // torch divides by it
            forward.onBackward((g, inputNeeded) ->
                    forward.let("torch.multi_margin_loss_backward(torch.mul(%s, %s), %s)".formatted(g, classes, how)));
            return forward.let("torch.mul(torch.multi_margin_loss(%s), %s)".formatted(how, classes));
        }
    }

    /** Mean squared error without ½: the mean of (s − y)². */
    @JsonTypeName("squared-error")
    record SquaredError() implements Criterion {
        @Override
        public Output expects() {
            return Output.VALUES;
        }

        @Override
        public String write(ForwardText forward, String outputs, String targets) {
            forward.onBackward((g, inputNeeded) ->
                    forward.let("torch.mse_loss_backward(%s, %s, %s, 1)".formatted(g, outputs, targets)));
            return forward.let("torch.mse_loss(%s, %s)".formatted(outputs, targets));
        }
    }

    /** Mean squared error with ½: the mean of ½(s − y)², as in d2l's scratch versions. */
    @JsonTypeName("half-squared-error")
    record HalfSquaredError() implements Criterion {
        @Override
        public Output expects() {
            return Output.VALUES;
        }

        @Override
        public String write(ForwardText forward, String outputs, String targets) {
            String whole = new SquaredError().write(forward, outputs, targets);
            forward.onBackward((g, inputNeeded) -> forward.let("torch.mul(%s, 0.5)".formatted(g)));
            return forward.let("torch.mul(%s, 0.5)".formatted(whole));
        }
    }
}
