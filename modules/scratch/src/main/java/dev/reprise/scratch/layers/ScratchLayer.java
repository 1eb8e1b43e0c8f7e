package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A layer whose forward and backward pass are from scratch, without autograd, in the float32 or float64 of its input.
 *
 * <p>Below, n is the batch, g the gradient of the loss with respect to a layer's output, with that output's shape.
 *
 * <p>Native memory: the parameters belong to whoever made them, all that a pass makes to the manager of its input
 * (forward) or of the gradient it is given (backward). Closing that manager frees the pass.
 */
public interface ScratchLayer {

    /** The pass of a training step. */
    Pass forward(NDArray x);

    /** The pass of an evaluation, where it differs: no dropout, and running statistics in place of the batch's. */
    default Pass evaluate(NDArray x) {
        return forward(x);
    }

    /** The arrays that the layer learns, in the order of their gradients. */
    default List<NDArray> parameters() {
        return List.of();
    }
}
