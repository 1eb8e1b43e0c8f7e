package dev.reprise.training.initial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;

/**
 * What the weights of a layer start from: drawn by torch's generator, so that {@code Engine.setRandomSeed} fixes them.
 *
 * <p>Below, n is how many inputs one output sums over, and m how many outputs one input affects.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface InitialWeights {

    /** New weights, float32. */
    NDArray draw(NDManager manager, Shape shape, Fans fans);

    /** All zero: to show that a net of several layers cannot learn from it. */
    @JsonTypeName("zero")
    record Zero() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return manager.zeros(shape);
        }
    }

    /** Normal with mean 0 and a standard deviation that does not depend on the layer. */
    @JsonTypeName("normal")
    record Normal(double standardDeviation) implements InitialWeights {
        public Normal {
            Bounds.aboveZero("standard deviation of the initial weights", standardDeviation);
        }

        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return normal(manager, shape, standardDeviation);
        }
    }

    /** Normal with standard deviation 1/√n (LeCun and others 1998): what cs231n calls Xavier. */
    @JsonTypeName("lecun-normal")
    record LecunNormal() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return normal(manager, shape, Math.sqrt(1.0 / fans.inputs()));
        }
    }

    /** Normal with standard deviation √(2/n), for ReLU (He and others 2015). */
    @JsonTypeName("he-normal")
    record HeNormal() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return normal(manager, shape, Math.sqrt(2.0 / fans.inputs()));
        }
    }

    /** Uniform in ±√(6/n), which has the standard deviation √(2/n). */
    @JsonTypeName("he-uniform")
    record HeUniform() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return uniform(manager, shape, Math.sqrt(6.0 / fans.inputs()));
        }
    }

    /** Normal with standard deviation √(2/(n + m)) (Glorot and Bengio 2010): xavier_normal_ of torch. */
    @JsonTypeName("xavier-normal")
    record XavierNormal() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return normal(manager, shape, Math.sqrt(2.0 / (fans.inputs() + fans.outputs())));
        }
    }

    /** Uniform in ±√(6/(n + m)) (Glorot and Bengio 2010): xavier_uniform_ of torch. */
    @JsonTypeName("xavier-uniform")
    record XavierUniform() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return uniform(manager, shape, Math.sqrt(6.0 / (fans.inputs() + fans.outputs())));
        }
    }

    /** Uniform in ±1/√n: what torch's linear layers and convolutions start from. */
    @JsonTypeName("pytorch")
    record PyTorch() implements InitialWeights {
        @Override
        public NDArray draw(NDManager manager, Shape shape, Fans fans) {
            return uniform(manager, shape, Math.sqrt(1.0 / fans.inputs()));
        }
    }

    private static NDArray normal(NDManager manager, Shape shape, double standardDeviation) {
        return manager.randomNormal(0, (float) standardDeviation, shape, DataType.FLOAT32);
    }

    private static NDArray uniform(NDManager manager, Shape shape, double bound) {
        return manager.randomUniform((float) -bound, (float) bound, shape, DataType.FLOAT32);
    }
}
