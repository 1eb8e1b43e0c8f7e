package dev.reprise.training.loss;

import static dev.reprise.net.torchscript.ScriptText.number;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Output;
import dev.reprise.net.torchscript.ScriptText;
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

    /** Writes the loss of a batch, a scalar, into a TorchScript program and names it; outputs and targets by their names. */
    String write(ScriptText text, String outputs, String targets);

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
        public String write(ScriptText text, String outputs, String targets) {
            return text.let("torch.cross_entropy_loss(%s, %s)".formatted(outputs, targets));
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
        public String write(ScriptText text, String outputs, String targets) {
            return text.let("torch.nll_loss(%s, %s)".formatted(outputs, targets));
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
        public String write(ScriptText text, String outputs, String targets) {
            String mean =
                    text.let("torch.multi_margin_loss(%s, %s, 1, %s)".formatted(outputs, targets, number(margin)));
            return text.let(
                    "torch.mul(%s, torch.size(%s, 1))".formatted(mean, outputs)); // torch divides by the classes
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
        public String write(ScriptText text, String outputs, String targets) {
            return text.let("torch.mse_loss(%s, %s)".formatted(outputs, targets));
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
        public String write(ScriptText text, String outputs, String targets) {
            return text.let("torch.mul(torch.mse_loss(%s, %s), 0.5)".formatted(outputs, targets));
        }
    }
}
