package dev.reprise.scratch.forward;

import static dev.reprise.net.torchscript.ScriptText.number;

import dev.reprise.net.Layer;
import dev.reprise.net.Pointwise;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ForwardText.Mode;
import dev.reprise.training.program.ScratchForward;

/**
 * The forward pass of d2l's nets from scratch (4.2, 4.5 and 4.6, "从零开始实现"): matrix products, its {@code relu} and its
 * {@code dropout_layer}. Autograd computes the gradients, as in the text.
 */
public final class ScratchNetForward implements ScratchForward {

    @Override
    public String write(Layer layer, ForwardText forward, String x) {
        if (layer instanceof Layer.Flatten) {
            return forward.let("torch.reshape(%s, [torch.size(%s, 0), -1])".formatted(x, x));
        }
        if (layer instanceof Layer.Linear linear) { // the weight is (units, inputs)
            String product = forward.let("torch.matmul(%s, torch.t(%s))".formatted(x, forward.parameter()));
            return linear.bias() ? forward.let("torch.add(%s, %s)".formatted(product, forward.parameter())) : product;
        }
        if (layer instanceof Pointwise.Relu) {
            return forward.let("torch.maximum(%s, torch.zeros_like(%s))".formatted(x, x));
        }
        if (layer instanceof Layer.Dropout dropout) {
            return forward.mode() == Mode.TRAINING ? dropoutLayer(forward, x, dropout.rate()) : x;
        }
        throw new IllegalArgumentException(
                "no forward pass from scratch for the layer " + layer + ", only for flatten, linear, relu and dropout");
    }

    /** Zeroes values where a number drawn uniformly is not above the rate, and divides the rest by 1 − rate. */
    static String dropoutLayer(ForwardText forward, String x, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("dropout rate must be in [0, 1], is " + rate);
        }
        if (rate == 1) {
            return forward.let("torch.zeros_like(%s)".formatted(x));
        }
        if (rate == 0) {
            return x;
        }
        String uniform = forward.let("torch.uniform_(torch.empty_like(%s), 0., 1.)".formatted(x));
        String mask = forward.let("torch.type_as(torch.gt(%s, %s), %s)".formatted(uniform, number(rate), x));
        return forward.let("torch.div(torch.mul(%s, %s), %s)".formatted(mask, x, number(1 - rate)));
    }
}
