package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * What a layer made of an input, and its way back.
 *
 * <p>It stands for the texts' "cache": what backward needs is kept in {@code way}.
 */
public record Pass(NDArray output, Way way) {

    /** From the gradient of the output to the gradients of the input and of the parameters. */
    @FunctionalInterface
    public interface Way {
        Gradients back(NDArray gradient);
    }

    /** The pass of a layer without parameters. */
    static Pass of(NDArray output, UnaryOperator<NDArray> back) {
        return new Pass(output, gradient -> Gradients.of(() -> back.apply(gradient)));
    }

    /** The gradients, from that of the output, which has the output's shape. */
    public Gradients backward(NDArray gradient) {
        if (!gradient.getShape().equals(output.getShape())) {
            throw new IllegalArgumentException(
                    "the gradient must have the output's shape " + output.getShape() + ", has " + gradient.getShape());
        }
        return way.back(gradient);
    }
}
