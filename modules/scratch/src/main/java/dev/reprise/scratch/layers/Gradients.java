package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a backward pass gives: the gradient of the input, and those of the layer's parameters in their order.
 *
 * <p>Each has the shape of what it is the gradient of.
 */
public record Gradients(NDArray input, List<NDArray> parameters) {
    public Gradients {
        parameters = List.copyOf(parameters);
    }

    static Gradients of(NDArray input, NDArray... parameters) {
        return new Gradients(input, List.of(parameters));
    }
}
