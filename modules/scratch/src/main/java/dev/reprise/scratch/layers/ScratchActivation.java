package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An activation: a function of each value by itself, and its derivative. Any shape; backward is dx = g · f′(x).
 *
 * <p>None of them overflows: an infinite eˣ is not computed, or only divided by.
 */
public sealed interface ScratchActivation extends ScratchLayer {

    /** f(x). */
    NDArray value(NDArray x);

    /** f′(x), given f(x) too. At a kink it is the slope on the left, as in torch. */
    NDArray derivative(NDArray x, NDArray value);

    @Override
    default Pass forward(NDArray x) {
        NDArray value = value(x);
        return Pass.of(value, gradient -> gradient.mul(derivative(x, value)));
    }

    /** Those without parameters, by their names in the texts. */
    static Map<String, ScratchActivation> named() {
        Map<String, ScratchActivation> activations = new LinkedHashMap<>();
        activations.put("relu", new Relu());
        activations.put("sigmoid", new Sigmoid());
        activations.put("tanh", new Tanh());
        return activations;
    }

    /** max(0, x); slope 1 where x is positive, else 0 (all five texts; npnet: {@code grad * (input > 0)}). */
    record Relu() implements ScratchActivation {
        @Override
        public NDArray value(NDArray x) {
            return x.maximum(0);
        }

        @Override
        public NDArray derivative(NDArray x, NDArray value) {
            return positive(x);
        }
    }

    /** x where positive, αx elsewhere; slope 1 or α (cs231n, which prints max(0.01, x) and means max(0.01x, x)). */
    record LeakyRelu(double slope) implements ScratchActivation {
        @Override
        public NDArray value(NDArray x) {
            return x.maximum(0).add(x.minimum(0).mul(slope));
        }

        @Override
        public NDArray derivative(NDArray x, NDArray value) {
            return positive(x).mul(1 - slope).add(slope);
        }
    }

    /** σ(x) = 1 / (1 + e⁻ˣ); slope σ(1 − σ), at most ¼ (cs231n, numpy-and-cnn, d2l 4.1). */
    record Sigmoid() implements ScratchActivation {
        @Override
        public NDArray value(NDArray x) {
            NDArray denominator = x.neg().exp().add(1);
            return denominator.pow(-1);
        }

        @Override
        public NDArray derivative(NDArray x, NDArray value) {
            return value.mul(value.neg().add(1));
        }
    }

    /** tanh(x) = 2σ(2x) − 1; slope 1 − tanh² (cs231n, d2l 4.1). */
    record Tanh() implements ScratchActivation {
        @Override
        public NDArray value(NDArray x) {
            return x.tanh();
        }

        @Override
        public NDArray derivative(NDArray x, NDArray value) {
            return value.square().neg().add(1);
        }
    }

    /** x where positive, α(eˣ − 1) elsewhere; slope 1 or αeˣ (cs231n names it; Clevert et al. 2016). */
    record Elu(double alpha) implements ScratchActivation {
        @Override
        public NDArray value(NDArray x) {
            return x.maximum(0).add(exponential(x).sub(alpha));
        }

        @Override
        public NDArray derivative(NDArray x, NDArray value) {
            NDArray positive = positive(x);
            return exponential(x).mul(positive.neg().add(1)).add(positive);
        }

        /** αeˣ where x is not positive, α elsewhere. */
        private NDArray exponential(NDArray x) {
            return x.minimum(0).exp().mul(alpha);
        }
    }

    private static NDArray positive(NDArray x) {
        return x.gt(0).toType(x.getDataType(), false);
    }
}
