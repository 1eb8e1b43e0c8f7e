package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptText;

/** A layer without parameters that keeps the shape: it changes each value, or each row of logits. */
public sealed interface Pointwise extends Layer {

    NDArray apply(NDArray x);

    /** The layer's output for {@code x}, in TorchScript. */
    String expression(String x);

    /**
     * The gradient of the loss with respect to {@code x}, in TorchScript.
     *
     * @param g the gradient with respect to the output {@code y}
     */
    String gradient(String g, String x, String y);

    @Override
    default String write(ForwardText forward, String x) {
        String y = forward.let(expression(x));
        forward.onBackward((g, inputNeeded) -> forward.let(gradient(g, x, y)));
        return y;
    }

    @Override
    default Block toBlock() {
        return new LambdaBlock(
                x -> new NDList(apply(x.singletonOrThrow())), getClass().getSimpleName());
    }

    /** max(0, x). */
    @JsonTypeName("relu")
    record Relu() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().relu();
        }

        @Override
        public String expression(String x) {
            return "torch.relu(" + x + ")";
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch.threshold_backward(%s, %s, 0, grad_input=%s)".formatted(g, y, g);
        }
    }

    /** x if positive, else {@code slope}·x. */
    @JsonTypeName("leaky-relu")
    record LeakyRelu(double slope) implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().leakyRelu((float) slope);
        }

        @Override
        public String expression(String x) {
            return "torch.leaky_relu(%s, %s)".formatted(x, ScriptText.number((float) slope));
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch.leaky_relu_backward(%s, %s, %s, False)".formatted(g, x, ScriptText.number((float) slope));
        }
    }

    /** x if positive, else {@code alpha}·(eˣ − 1) (Clevert et al. 2016). */
    @JsonTypeName("elu")
    record Elu(double alpha) implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().elu((float) alpha);
        }

        @Override
        public String expression(String x) {
            return "torch.elu(%s, %s)".formatted(x, ScriptText.number((float) alpha));
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch.elu_backward(%s, %s, 1, 1, False, %s)".formatted(g, ScriptText.number((float) alpha), x);
        }
    }

    /** 1 / (1 + e⁻ˣ). */
    @JsonTypeName("sigmoid")
    record Sigmoid() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().sigmoid();
        }

        @Override
        public String expression(String x) {
            return "torch.sigmoid(" + x + ")";
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch.sigmoid_backward(%s, %s)".formatted(g, y);
        }
    }

    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). */
    @JsonTypeName("tanh")
    record Tanh() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().tanh();
        }

        @Override
        public String expression(String x) {
            return "torch.tanh(" + x + ")";
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch.tanh_backward(%s, %s)".formatted(g, y);
        }
    }

    /** Class probabilities from logits: eˣ divided by its sum. */
    @JsonTypeName("softmax")
    record Softmax() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.softmax(-1);
        }

        @Override
        public String expression(String x) {
            return "torch.softmax(" + x + ", -1)";
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch._softmax_backward_data(%s, %s, -1, ops.prim.dtype(%s))".formatted(g, y, y);
        }
    }

    /** Logarithms of the class probabilities, from logits. */
    @JsonTypeName("log-softmax")
    record LogSoftmax() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.logSoftmax(-1);
        }

        @Override
        public String expression(String x) {
            return "torch.log_softmax(" + x + ", -1)";
        }

        @Override
        public String gradient(String g, String x, String y) {
            return "torch._log_softmax_backward_data(%s, %s, -1, ops.prim.dtype(%s))".formatted(g, y, y);
        }
    }
}
