package dev.reprise.scratch.forward;

import ai.djl.ndarray.NDArray;
import dev.reprise.net.Layer;
import dev.reprise.net.Pointwise;
import dev.reprise.training.loop.ScratchForward;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The forward pass of d2l's nets from scratch (4.2, 4.5 and 4.6, "从零开始实现"): matrix products, its {@code relu} and its
 * {@code dropout_layer}. Autograd computes the gradients, as in the text.
 */
public final class ScratchNetForward implements ScratchForward {
    private final UnaryOperator<NDArray> uniform;

    /** Dropout draws from the engine's generator. */
    public ScratchNetForward() {
        this(ScratchNetForward::uniform);
    }

    /** Dropout takes its numbers, uniform in [0, 1) and of the shape of the values given, from {@code uniform}. */
    ScratchNetForward(UnaryOperator<NDArray> uniform) {
        this.uniform = uniform;
    }

    @Override
    public NDArray forward(List<Layer> layers, List<NDArray> parameters, NDArray inputs, Mode mode) {
        Iterator<NDArray> next = parameters.iterator();
        NDArray x = inputs;
        for (Layer layer : layers) {
            x = step(layer, x, next, mode);
        }
        return x;
    }

    /** Zeroes values where {@code uniform} is not above the rate, and divides the rest by 1 − rate. */
    static NDArray dropoutLayer(NDArray x, double rate, UnaryOperator<NDArray> uniform) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("dropout rate must be in [0, 1], is " + rate);
        }
        if (rate == 1) {
            return x.zerosLike();
        }
        if (rate == 0) {
            return x;
        }
        NDArray mask = uniform.apply(x).gt(rate).toType(x.getDataType(), false);
        return mask.mul(x).div(1 - rate);
    }

    /** Numbers of the engine's generator, of x's shape. */
    static NDArray uniform(NDArray x) {
        return x.getManager().randomUniform(0, 1, x.getShape(), x.getDataType());
    }

    private NDArray step(Layer layer, NDArray x, Iterator<NDArray> parameters, Mode mode) {
        if (layer instanceof Layer.Flatten) {
            return x.reshape(x.size(0), -1);
        }
        if (layer instanceof Layer.Linear linear) {
            NDArray product = x.matMul(parameters.next().transpose()); // the weight is (units, inputs)
            return linear.bias() ? product.add(parameters.next()) : product;
        }
        if (layer instanceof Pointwise.Relu) {
            return x.maximum(x.zerosLike());
        }
        if (layer instanceof Layer.Dropout dropout) {
            return mode == Mode.TRAINING ? dropoutLayer(x, dropout.rate(), uniform) : x;
        }
        throw new IllegalArgumentException(
                "no forward pass from scratch for the layer " + layer + ", only for flatten, linear, relu and dropout");
    }
}
