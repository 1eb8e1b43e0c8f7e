package dev.reprise.scratch.nets;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * A classifying net with gradients from scratch, as cs231n's Solver expects it.
 *
 * <p>The parameters belong to whoever made them and are changed in place; the results of a pass belong to the manager
 * of the inputs x.
 */
public interface ScratchNet {

    /** The arrays that the net learns, by name. */
    Map<String, NDArray> parameters();

    /** The scores of the classes, (n, C), as in evaluation, for inputs x (n, …). */
    NDArray scores(NDArray x);

    /** The loss of a batch x (n, …) with the classes y (n) int64, and the gradients by the parameters' names. */
    LossAndGradients loss(NDArray x, NDArray y);
}
