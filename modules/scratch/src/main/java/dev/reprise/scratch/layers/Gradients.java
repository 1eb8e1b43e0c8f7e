package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Supplier;

/**
 * The result of a backward pass: the gradient of the input, and those of the layer's parameters in their order, each with
 * the shape of its array.
 *
 * <p>The input's is computed on demand: training does not need it for the first layer, where it may cost the most.
 */
public record Gradients(Supplier<NDArray> ofInput, List<NDArray> parameters) {
    public Gradients {
        parameters = List.copyOf(parameters);
    }

    static Gradients of(Supplier<NDArray> ofInput, NDArray... parameters) {
        return new Gradients(ofInput, List.of(parameters));
    }

    public NDArray input() {
        return ofInput.get();
    }
}
