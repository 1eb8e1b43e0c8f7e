package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** A layer without parameters that keeps the shape: it changes each value, or each row of logits. */
public sealed interface Pointwise extends Layer {

    NDArray apply(NDArray x);

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
    }

    /** x if positive, else {@code slope}·x. */
    @JsonTypeName("leaky-relu")
    record LeakyRelu(double slope) implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().leakyRelu((float) slope);
        }
    }

    /** x if positive, else {@code alpha}·(eˣ − 1) (Clevert et al. 2016). */
    @JsonTypeName("elu")
    record Elu(double alpha) implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().elu((float) alpha);
        }
    }

    /** 1 / (1 + e⁻ˣ). */
    @JsonTypeName("sigmoid")
    record Sigmoid() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().sigmoid();
        }
    }

    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). */
    @JsonTypeName("tanh")
    record Tanh() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.getNDArrayInternal().tanh();
        }
    }

    /** Class probabilities from logits: eˣ divided by its sum. */
    @JsonTypeName("softmax")
    record Softmax() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.softmax(-1);
        }
    }

    /** Logarithms of the class probabilities, from logits. */
    @JsonTypeName("log-softmax")
    record LogSoftmax() implements Pointwise {
        @Override
        public NDArray apply(NDArray x) {
            return x.logSoftmax(-1);
        }
    }
}
