package dev.reprise.scratch.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.scratch.layers.Affine;
import dev.reprise.scratch.layers.Gradients;
import dev.reprise.scratch.layers.LossAndGradient;
import dev.reprise.scratch.layers.Pass;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.scratch.layers.ScratchLoss;
import dev.reprise.scratch.layers.Sequential;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Affine, ReLU, affine, softmax (cs231n, "网络搭建"): the loss is the cross-entropy plus ½λ(‖W1‖² + ‖W2‖²).
 *
 * <p>x (n, d₁, …, dₖ) with D = d₁·…·dₖ; W1 (D, H), b1 (H), W2 (H, C), b2 (C). The biases are not penalized.
 */
public final class ScratchTwoLayerNet implements ScratchNet {
    private static final List<String> NAMES = List.of("W1", "b1", "W2", "b2");
    private static final ScratchLoss LOSS = new ScratchLoss.SoftmaxCrossEntropy();

    private final double regularization;
    private final Map<String, NDArray> parameters;
    private final Sequential layers;

    /** A net of these parameters. */
    public ScratchTwoLayerNet(NDArray w1, NDArray b1, NDArray w2, NDArray b2, double regularization) {
        this.regularization = regularization;
        layers = Sequential.of(new Affine(w1, b1), new ScratchActivation.Relu(), new Affine(w2, b2));
        parameters = named(layers.parameters());
    }

    /** How large a net is. */
    public record Sizes(int inputs, int hidden, int classes) {}

    /** Float64 weights drawn by NumPy's generator from N(0, σ²), W1 before W2, and biases of 0. */
    public static ScratchTwoLayerNet drawn(
            Sizes sizes, double standardDeviation, double regularization, NumpyRandom random, NDManager manager) {
        NDArray w1 = normal(random, standardDeviation, new Shape(sizes.inputs(), sizes.hidden()), manager);
        NDArray w2 = normal(random, standardDeviation, new Shape(sizes.hidden(), sizes.classes()), manager);
        return new ScratchTwoLayerNet(
                w1,
                manager.zeros(new Shape(sizes.hidden()), DataType.FLOAT64),
                w2,
                manager.zeros(new Shape(sizes.classes()), DataType.FLOAT64),
                regularization);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public NDArray scores(NDArray x) {
        return layers.evaluate(x).output();
    }

    @Override
    public LossAndGradients loss(NDArray x, NDArray y) {
        Pass pass = layers.forward(x);
        LossAndGradient data = LOSS.of(pass.output(), y);
        Gradients gradients = pass.backward(data.gradient());
        if (regularization == 0) {
            return new LossAndGradients(data.loss(), named(gradients.parameters()));
        }
        NDArray loss = data.loss();
        Map<String, NDArray> penalized = named(gradients.parameters());
        for (String weight : List.of("W1", "W2")) {
            NDArray decay = Pass.freedWith(x, parameters.get(weight).mul(regularization));
            loss = loss.add(decay.mul(parameters.get(weight)).sum().div(2));
            penalized.put(weight, decay.add(penalized.get(weight)));
        }
        return new LossAndGradients(loss, penalized);
    }

    private static NDArray normal(NumpyRandom random, double standardDeviation, Shape shape, NDManager manager) {
        return manager.create(random.normal(0, standardDeviation, (int) shape.size()), shape);
    }

    private static Map<String, NDArray> named(List<NDArray> arrays) {
        Map<String, NDArray> named = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            named.put(NAMES.get(i), arrays.get(i));
        }
        return named;
    }
}
