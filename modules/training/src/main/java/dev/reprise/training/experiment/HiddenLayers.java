package dev.reprise.training.experiment;

import dev.reprise.net.Layer;
import dev.reprise.net.Pointwise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The layers of a net before its last linear one, as far as a user changes them by name. */
record HiddenLayers(List<Layer> layers, int last) {

    static HiddenLayers of(Experiment experiment) {
        List<Layer> layers = experiment.net().layers();
        int last = layers.size() - 1;
        while (last >= 0 && !(layers.get(last) instanceof Layer.Linear)) {
            last--;
        }
        return new HiddenLayers(layers, last);
    }

    /** The units of each hidden linear layer, in their order. */
    Stream<String> units() {
        return linear().mapToObj(i -> Integer.toString(((Layer.Linear) layers.get(i)).units()));
    }

    /** The names of the activations before the last linear layer. */
    Stream<String> activations() {
        return IntStream.range(0, Math.max(0, last))
                .mapToObj(layers::get)
                .filter(HiddenLayers::isActivation)
                .map(Experiment::typeName);
    }

    List<Layer> withUnits(int units) {
        List<Layer> changed = new ArrayList<>(layers);
        linear().forEach(i -> changed.set(i, new Layer.Linear(units, ((Layer.Linear) layers.get(i)).bias())));
        return changed;
    }

    /** The first hidden linear layer, and what follows it up to the next linear one, so many times. */
    List<Layer> withDepth(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1, is " + depth);
        }
        int[] linear = linear().toArray();
        int end = linear.length > 1 ? linear[1] : last;
        List<Layer> changed = new ArrayList<>(layers.subList(0, linear[0]));
        for (int i = 0; i < depth; i++) {
            changed.addAll(layers.subList(linear[0], end));
        }
        changed.addAll(layers.subList(last, layers.size()));
        return changed;
    }

    List<Layer> withActivation(String name) {
        Layer activation = switch (name) {
            case "relu" -> new Pointwise.Relu();
            case "leaky-relu" -> new Pointwise.LeakyRelu(0.01);
            case "elu" -> new Pointwise.Elu(1);
            case "sigmoid" -> new Pointwise.Sigmoid();
            case "tanh" -> new Pointwise.Tanh();
            default ->
                throw new UsageException(
                        "activation: expected relu, leaky-relu, elu, sigmoid or tanh, got '" + name + "'");
        };
        return IntStream.range(0, layers.size())
                .mapToObj(i -> i < last && isActivation(layers.get(i)) ? activation : layers.get(i))
                .toList();
    }

    private IntStream linear() {
        return IntStream.range(0, Math.max(0, last)).filter(i -> layers.get(i) instanceof Layer.Linear);
    }

    private static boolean isActivation(Layer layer) {
        return layer instanceof Pointwise
                && !(layer instanceof Pointwise.Softmax)
                && !(layer instanceof Pointwise.LogSoftmax);
    }
}
