package dev.reprise.scratch.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.reprise.net.Torch;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayeredNetTest {
    private final NDManager manager = Torch.engine().newBaseManager();
    private final NumpyRandom random = NumpyRandom.seed(3);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void gradientsAreThoseOfAutograd() {
        LayeredNet net = net("relu", "sigmoid", "tanh", "softmax");
        NDArray x = manager.create(random.randn(20 * 4), new Shape(20, 4));
        NDArray y = manager.create(new long[20]).add(2);

        LossAndGradients ours = net.loss(x, y);

        net.parameters().values().forEach(parameter -> parameter.setRequiresGradient(true));
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray h1 = layer(net, 1, x.transpose()).getNDArrayInternal().relu();
            NDArray h2 = layer(net, 2, h1).getNDArrayInternal().sigmoid();
            NDArray h3 = layer(net, 3, h2).tanh();
            NDArray loss = layer(net, 4, h3)
                    .transpose()
                    .logSoftmax(1)
                    .gather(y.expandDims(1), 1)
                    .mean()
                    .neg();
            collector.backward(loss);
            assertClose(ours.loss(), loss);
        }
        assertThat(ours.gradients()).containsOnlyKeys("W1", "b1", "W2", "b2", "W3", "b3", "W4", "b4");
        ours.gradients()
                .forEach((name, gradient) ->
                        assertClose(gradient, net.parameters().get(name).getGradient()));
    }

    @Test
    void itsMemoryHoldsEveryAAndZ() {
        LayeredNet net = net("relu", "softmax");
        NDArray columns = manager.create(random.randn(4 * 3), new Shape(4, 3));

        LayeredNet.Memory memory = net.forward(columns);

        assertThat(memory.arrays()).containsOnlyKeys("A0", "Z1", "A1", "Z2", "A2");
        assertThat(memory.output().getShape()).isEqualTo(new Shape(5, 3));
        assertThat(memory.output().sum(new int[] {0}).toDoubleArray())
                .usingComparatorWithPrecision(1e-12)
                .containsOnly(1);
    }

    @Test
    void anActivationThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net("gelu", "softmax"))
                .withMessage("layer 1: no activation 'gelu' (expected relu, sigmoid, tanh or, last, softmax)");
    }

    @Test
    void softmaxIsLastAndOnlyThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net("softmax", "softmax"))
                .withMessageContaining("layer 1: softmax must be the activation of the last layer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net("relu", "sigmoid"))
                .withMessageContaining("got 'sigmoid'");
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayeredNet.drawn(
                        List.of(new LayeredNet.Spec(4, 5, "relu"), new LayeredNet.Spec(6, 2, "softmax")),
                        0.1,
                        random,
                        manager))
                .withMessage("layer 2: takes 6 inputs, the layer before gives 5");
    }

    private LayeredNet net(String... activations) {
        List<LayeredNet.Spec> specs = IntStream.range(0, activations.length)
                .mapToObj(i -> new LayeredNet.Spec(i == 0 ? 4 : 5, 5, activations[i]))
                .toList();
        return LayeredNet.drawn(specs, 1, random, manager);
    }

    private static NDArray layer(LayeredNet net, int number, NDArray a) {
        return net.parameters().get("W" + number).matMul(a).add(net.parameters().get("b" + number));
    }

    private static void assertClose(NDArray ours, NDArray autograds) {
        assertThat(ours.getShape()).isEqualTo(autograds.getShape());
        assertThat(ours.toDoubleArray()).usingComparatorWithPrecision(1e-12).containsExactly(autograds.toDoubleArray());
    }
}
