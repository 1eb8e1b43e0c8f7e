package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a backward pass gives: the gradient of the input, and those of the layer's parameters in their order, each of the
 * shape of what it is the gradient of.
 *
 * <p>That of the input is worked out when it is asked for: nobody asks the first layer of a net in training, whose share
 * may be the largest.
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
