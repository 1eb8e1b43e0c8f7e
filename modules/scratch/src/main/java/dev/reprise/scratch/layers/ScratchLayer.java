package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A layer with forward and backward written by hand: no autograd, float32 or float64 as its input and parameters are.
 *
 * <p>Below, n is the batch, g the gradient of the loss with respect to a layer's output, with that output's shape.
 *
 * <p>Native memory: the parameters belong to whoever made them, all that a pass makes to the manager of its input
 * (forward) or of the gradient it is given (backward). Closing that manager frees the pass.
 */
public interface ScratchLayer {

    /** The pass of a training step. */
    Pass forward(NDArray x);

    /** The pass of an evaluation, where it differs: no dropout, and running figures in place of the batch's. */
    default Pass evaluate(NDArray x) {
        return forward(x);
    }

    /** The arrays that the layer learns, in an order that its gradients keep. */
    default List<NDArray> parameters() {
        return List.of();
    }
}
