package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * The output of a layer for an input, and its backward pass.
 *
 * <p>It stands for the texts' "cache": what the backward pass needs is kept in {@code way}.
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

    /** A view of a parameter that is freed with the pass which {@code passing} belongs to, not with the parameter. */
    public static NDArray freedWith(NDArray passing, NDArray view) {
        view.attach(passing.getManager());
        return view;
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
