package dev.reprise.scratch.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.scratch.layers.LossAndGradient;
import dev.reprise.scratch.layers.Pass;
import dev.reprise.scratch.layers.ScratchActivation;
import dev.reprise.scratch.layers.ScratchLoss;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A net as a list of layers, each with its activation by name, and dictionaries of W, b, A and Z (numpy-and-cnn,
 * "基本神经网络").
 *
 * <p>Examples stand in columns: A0 is (D, n); for l = 1, 2, …: Zl = Wl A(l−1) + bl and Al = f(Zl), with Wl (outputs,
 * inputs) and bl (outputs, 1). Backward: dZ = dA · f′(Z), dW = dZ A(l−1)ᵀ, db = Σₙ dZ, dA(l−1) = Wᵀ dZ. The last
 * activation is the softmax, whose dZ with the cross-entropy is (ŷ − y) / n.
 *
 * <p>The text divides dW and db by the batch size a second time, which fails a gradient check; here it is done once.
 */
public final class LayeredNet implements ScratchNet {
    private static final String SOFTMAX = "softmax";
    private static final ScratchLoss LOSS = new ScratchLoss.SoftmaxCrossEntropy();

    private final List<ScratchActivation> hidden;
    private final Map<String, NDArray> parameters;

    private LayeredNet(List<ScratchActivation> hidden, Map<String, NDArray> parameters) {
        this.hidden = hidden;
        this.parameters = parameters;
    }

    /** One layer of the architecture; the activation is relu, sigmoid, tanh, or softmax for the last. */
    public record Spec(int inputs, int outputs, String activation) {}

    /** Z and A of a forward pass by their names, "A0", "Z1", "A1", …; {@code output} is the last A, (C, n). */
    public record Memory(NDArray output, Map<String, NDArray> arrays) {}

    /** A float64 net whose weights and biases are drawn from N(0, σ²); the code that the text names takes 0.1. */
    public static LayeredNet drawn(
            List<Spec> architecture, double standardDeviation, NumpyRandom random, NDManager manager) {
        List<ScratchActivation> hidden = activations(architecture);
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        int layer = 0;
        for (Spec spec : architecture) {
            layer++;
            Shape weight = new Shape(spec.outputs(), spec.inputs());
            Shape bias = new Shape(spec.outputs(), 1);
            parameters.put(
                    "W" + layer, manager.create(random.normal(0, standardDeviation, (int) weight.size()), weight));
            parameters.put("b" + layer, manager.create(random.normal(0, standardDeviation, (int) bias.size()), bias));
        }
        return new LayeredNet(hidden, parameters);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    /** All A and Z for inputs in columns, (D, n). */
    public Memory forward(NDArray columns) {
        Map<String, NDArray> memory = new LinkedHashMap<>();
        memory.put("A0", columns);
        NDArray a = columns;
        for (int layer = 1; layer <= hidden.size() + 1; layer++) {
            NDArray product =
                    Pass.freedWith(columns, parameters.get("W" + layer).matMul(a));
            NDArray z = product.add(parameters.get("b" + layer));
            a = layer <= hidden.size() ? hidden.get(layer - 1).value(z) : softmax(z);
            memory.put("Z" + layer, z);
            memory.put("A" + layer, a);
        }
        return new Memory(a, memory);
    }

    /** The loss, and the gradients from the memory of a forward pass, for the classes y (n) int64. */
    public LossAndGradients backward(Memory memory, NDArray y) {
        int last = hidden.size() + 1;
        LossAndGradient loss = LOSS.of(memory.arrays().get("Z" + last).transpose(), y);
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        NDArray dz = loss.gradient().transpose();
        for (int layer = last; layer >= 1; layer--) {
            NDArray before = memory.arrays().get("A" + (layer - 1));
            gradients.put("W" + layer, dz.matMul(before.transpose()));
            gradients.put("b" + layer, dz.sum(new int[] {1}, true));
            if (layer > 1) {
                NDArray w = Pass.freedWith(dz, parameters.get("W" + layer).transpose());
                NDArray z = memory.arrays().get("Z" + (layer - 1));
                dz = w.matMul(dz).mul(hidden.get(layer - 2).derivative(z, before));
            }
        }
        return new LossAndGradients(loss.loss(), gradients);
    }

    @Override
    public NDArray scores(NDArray x) {
        return forward(columns(x)).output().transpose();
    }

    @Override
    public LossAndGradients loss(NDArray x, NDArray y) {
        return backward(forward(columns(x)), y);
    }

    /** Of each column; its largest value is subtracted first, so that no exponential overflows. */
    private static NDArray softmax(NDArray z) {
        int[] classes = {0};
        NDArray exponentials = z.sub(z.max(classes, true)).exp();
        return exponentials.div(exponentials.sum(classes, true));
    }

    private static NDArray columns(NDArray x) {
        return x.reshape(x.size(0), -1).transpose();
    }

    private static List<ScratchActivation> activations(List<Spec> architecture) {
        Map<String, ScratchActivation> known = ScratchActivation.named();
        List<ScratchActivation> activations = new ArrayList<>();
        for (int i = 0; i < architecture.size(); i++) {
            String name = architecture.get(i).activation();
            boolean last = i == architecture.size() - 1;
            if (!name.equals(SOFTMAX) && !known.containsKey(name)) {
                throw new IllegalArgumentException("layer %d: no activation '%s' (expected %s or, last, %s)"
                        .formatted(i + 1, name, String.join(", ", known.keySet()), SOFTMAX));
            }
            if (name.equals(SOFTMAX) != last) {
                throw new IllegalArgumentException(
                        "layer %d: softmax must be the activation of the last layer and of no other, got '%s'"
                                .formatted(i + 1, name));
            }
            if (i > 0 && architecture.get(i).inputs() != architecture.get(i - 1).outputs()) {
                throw new IllegalArgumentException("layer %d: takes %d inputs, the layer before gives %d"
                        .formatted(
                                i + 1,
                                architecture.get(i).inputs(),
                                architecture.get(i - 1).outputs()));
            }
            if (!last) {
                activations.add(known.get(name));
            }
        }
        return List.copyOf(activations);
    }
}
