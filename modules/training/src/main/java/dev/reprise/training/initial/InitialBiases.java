package dev.reprise.training.initial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;

/** What the biases of a layer start from; values that depend on the layer take its number of inputs from its weights. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface InitialBiases {

    /** New biases of a layer whose weights have these fans, float32. */
    NDArray draw(NDManager manager, Shape shape, Fans fans);

    /** All equal. */
    @JsonTypeName("constant")
    record Constant(double value) implements InitialBiases {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return manager.full(shape, (float) value, DataType.FLOAT32);
        }
    }

    /** Normal with mean 0. */
    @JsonTypeName("normal")
    record Normal(double standardDeviation) implements InitialBiases {
        public Normal {
            Bounds.aboveZero("standard deviation of the initial biases", standardDeviation);
        }

        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return manager.randomNormal(0, (float) standardDeviation, shape, DataType.FLOAT32);
        }
    }

    /** Uniform in ±1/√n, n the layer's inputs: what torch's linear layers and convolutions start from. */
    @JsonTypeName("pytorch")
    record PyTorch() implements InitialBiases {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            float bound = (float) Math.sqrt(1.0 / fans.inputs());
            return manager.randomUniform(-bound, bound, shape, DataType.FLOAT32);
        }
    }
}
