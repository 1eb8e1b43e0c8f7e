package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * Inverted dropout, y = x · mask / (1 − rate) in training and y = x in evaluation (d2l 4.6, {@code dropout_layer}).
 *
 * <p>Any shape. {@code mask} gives 1 to keep and 0 to drop, in the shape of x, at each training pass: drawn or fixed.
 * Backward: dx = g · mask / (1 − rate).
 */
public record Dropout(double rate, UnaryOperator<NDArray> mask) implements ScratchLayer {
    public Dropout {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("dropout rate must be in [0, 1], is " + rate);
        }
    }

    /** With masks drawn from the engine's generator: each value is kept with probability 1 − rate. */
    public static Dropout drawn(double rate) {
        return new Dropout(
                rate, x -> x.getManager().randomUniform(0, 1, x.getShape()).gte(rate));
    }

    @Override
    public Pass forward(NDArray x) {
        if (rate == 0) {
            return evaluate(x);
        }
        NDArray factors = rate == 1
                ? x.zerosLike()
                : mask.apply(x).toType(x.getDataType(), false).div(1 - rate);
        return Pass.of(x.mul(factors), gradient -> gradient.mul(factors));
    }

    @Override
    public Pass evaluate(NDArray x) {
        return Pass.of(x, gradient -> gradient);
    }
}
