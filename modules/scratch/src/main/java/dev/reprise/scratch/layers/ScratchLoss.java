package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A loss with its gradient from scratch, the mean over the batch.
 *
 * <p>Below, s are the outputs (n, C) and y the targets: classes (n) int64, or values of the outputs' shape. The results
 * belong to the outputs' manager.
 */
public sealed interface ScratchLoss {

    LossAndGradient of(NDArray outputs, NDArray targets);

    /**
     * Softmax and cross-entropy, 1/n Σᵢ (log Σⱼ exp sᵢⱼ − sᵢ,yᵢ); gradient (p − 1[j = yᵢ]) / n with p the softmax
     * (cs231n's {@code softmax_loss}).
     *
     * <p>The largest output of a row is subtracted first: its exponential is 1, so the sum is at least 1 and no logarithm
     * of zero occurs (npnet's own code warns of one).
     */
    record SoftmaxCrossEntropy() implements ScratchLoss {
        @Override
        public LossAndGradient of(NDArray outputs, NDArray targets) {
            NDArray ofTarget = oneHot(outputs, targets);
            NDArray shifted = outputs.sub(outputs.max(new int[] {1}, true));
            NDArray logProbabilities =
                    shifted.sub(shifted.exp().sum(new int[] {1}, true).log());
            long n = outputs.size(0);
            return new LossAndGradient(
                    logProbabilities.mul(ofTarget).sum().div(-n),
                    logProbabilities.exp().sub(ofTarget).div(n));
        }
    }

    /**
     * The multiclass SVM's loss with margin Δ, 1/n Σᵢ Σ_{j≠yᵢ} max(0, sᵢⱼ − sᵢ,yᵢ + Δ); gradient 1/n for each j whose
     * term is positive, minus as much for each at yᵢ (cs231n's {@code svm_loss}, where Δ is 1).
     */
    record MulticlassSvm(double margin) implements ScratchLoss {
        @Override
        public LossAndGradient of(NDArray outputs, NDArray targets) {
            NDArray ofTarget = oneHot(outputs, targets);
            NDArray correct = outputs.mul(ofTarget).sum(new int[] {1}, true);
            NDArray others = ofTarget.neg().add(1);
            NDArray margins = outputs.sub(correct).add(margin).mul(others).maximum(0);
            NDArray positive = margins.gt(0).toType(outputs.getDataType(), false);
            long n = outputs.size(0);
            return new LossAndGradient(
                    margins.sum().div(n),
                    positive.sub(ofTarget.mul(positive.sum(new int[] {1}, true)))
                            .div(n));
        }
    }

    /** Half the squared error, 1/n Σᵢ ½‖sᵢ − yᵢ‖²; gradient (s − y) / n (d2l 4.5, {@code squared_loss}). */
    record SquaredError() implements ScratchLoss {
        @Override
        public LossAndGradient of(NDArray outputs, NDArray targets) {
            Shape expected = outputs.getShape();
            if (!targets.getShape().equals(expected)) { // (n, 1) less (n) would be (n, n)
                throw new IllegalArgumentException(
                        "targets must have the outputs' shape " + expected + ", have " + targets.getShape());
            }
            NDArray difference = outputs.sub(targets);
            long n = outputs.size(0);
            return new LossAndGradient(difference.square().sum().div(2 * n), difference.div(n));
        }
    }

    /** 1 at the target's class, 0 elsewhere: (n, C). */
    private static NDArray oneHot(NDArray outputs, NDArray targets) {
        return Pass.freedWith(outputs, targets.oneHot((int) outputs.size(1), outputs.getDataType()));
    }
}
