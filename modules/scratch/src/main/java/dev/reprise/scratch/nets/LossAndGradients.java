package dev.reprise.scratch.nets;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** The loss of a batch, a scalar, and the gradient of each parameter, by its name and of its shape. */
public record LossAndGradients(NDArray loss, Map<String, NDArray> gradients) {
    public LossAndGradients {
        gradients = Map.copyOf(gradients);
    }
}
