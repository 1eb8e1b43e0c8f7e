package dev.reprise.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Output;
import dev.reprise.training.bounds.Bounds;
import dev.reprise.training.optimizer.OptimizerState;

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

    /** The loss of a batch, a scalar with a gradient. It belongs, with its intermediate results, to the outputs' manager. */
    NDArray loss(NDArray outputs, NDArray targets);

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
        public NDArray loss(NDArray outputs, NDArray targets) {
            return ofTargets(outputs.logSoftmax(1), targets).mean().neg();
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
        public NDArray loss(NDArray outputs, NDArray targets) {
            return ofTargets(outputs, targets).mean().neg();
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
        public NDArray loss(NDArray outputs, NDArray targets) {
            NDArray delta = OptimizerState.scalar(outputs.getManager(), margin);
            NDArray margins = outputs.sub(ofTargets(outputs, targets)).add(delta);
            // The sum includes j = yᵢ, whose term is Δ and has no gradient.
            return Activation.relu(margins).sum(new int[] {1}).mean().sub(delta);
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
        public NDArray loss(NDArray outputs, NDArray targets) {
            return meanSquare(outputs, targets);
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
        public NDArray loss(NDArray outputs, NDArray targets) {
            return meanSquare(outputs, targets).mul(OptimizerState.scalar(outputs.getManager(), 0.5));
        }
    }

    /** Of each row the element of its target class: (n, 1). */
    private static NDArray ofTargets(NDArray outputs, NDArray targets) {
        return outputs.gather(targets.expandDims(1), 1);
    }

    private static NDArray meanSquare(NDArray outputs, NDArray targets) {
        Shape expected = outputs.getShape();
        if (!targets.getShape().equals(expected)) { // (n, 1) less (n) would be (n, n)
            throw new IllegalArgumentException(
                    "targets must have the outputs' shape " + expected + ", have " + targets.getShape());
        }
        return outputs.sub(targets).square().mean();
    }
}
