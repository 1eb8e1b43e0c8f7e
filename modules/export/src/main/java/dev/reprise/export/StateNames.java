package dev.reprise.export;

import ai.djl.ndarray.types.Shape;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.FloatArray;
import dev.reprise.net.Net;
import dev.reprise.net.NetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a net's parameters in PyTorch: a name for each layer that has some, and PyTorch's name of the parameter.
 *
 * <p>Shapes are the same in both; a maxout has the parameters of its linear layer.
 */
public final class StateNames {
    private static final String VARIANCE = "runningVar";
    private static final Map<String, String> TORCH_NAMES = Map.of(
            "weight",
            "weight",
            "bias",
            "bias",
            "gamma",
            "weight",
            "beta",
            "bias",
            "runningMean",
            "running_mean",
            VARIANCE,
            "running_var");

    private final Map<String, String> layers; // by the number of the layer, from 1, as a text

    private StateNames(Map<String, String> layers) {
        this.layers = layers;
    }

    /** The names in an {@code nn.Sequential} of the layers, which counts them from 0. */
    public static StateNames sequential(Net net) {
        Map<String, String> names = new LinkedHashMap<>();
        layersWithParameters(net).forEach(number -> names.put(number, "" + (Integer.parseInt(number) - 1)));
        return new StateNames(names);
    }

    /**
     * The names in a module with these attributes, in the order of the net: {@code conv1}, {@code fc1}.
     *
     * @throws NetException unless there is one name for each layer that has parameters, and none twice
     */
    public static StateNames of(Net net, List<String> attributes) {
        List<String> numbers = layersWithParameters(net);
        if (numbers.size() != attributes.size()) {
            throw new NetException("expected a name for each of the " + numbers.size() + " layers with parameters, got "
                    + attributes.size() + " (" + String.join(", ", attributes) + ")");
        }
        for (String name : attributes) {
            if (!name.matches("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*")) {
                throw new NetException("expected the name of a module, such as fc1 or features.0, got '" + name + "'");
            }
        }
        if (new HashSet<>(attributes).size() < attributes.size()) {
            throw new NetException("expected different names, got " + String.join(", ", attributes));
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            names.put(numbers.get(i), attributes.get(i));
        }
        return new StateNames(names);
    }

    /** PyTorch's name of a parameter: {@code 1.conv.weight} is {@code 0.weight}. */
    public String of(String parameter) {
        return layers.get(layer(parameter)) + "." + TORCH_NAMES.get(lastWord(parameter));
    }

    Map<String, Tensor> stateDict(Map<String, Shape> shapes, Map<String, FloatArray> values) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            state.put(of(name), Tensor.of(sizes(shape), values.get(name).toArray()));
            if (lastWord(name).equals(VARIANCE)) { // PyTorch counts the batches, which a finished net does not need
                state.put(layers.get(layer(name)) + ".num_batches_tracked", Tensor.ofNumber(0));
            }
        });
        return state;
    }

    static List<Long> sizes(Shape shape) {
        return Arrays.stream(shape.getShape()).boxed().toList();
    }

    private static List<String> layersWithParameters(Net net) {
        List<String> numbers = new ArrayList<>();
        List<Net.Step> steps = net.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).parameters().isEmpty()) {
                numbers.add("" + (i + 1));
            }
        }
        return numbers;
    }

    private static String layer(String parameter) {
        return parameter.substring(0, parameter.indexOf('.'));
    }

    private static String lastWord(String parameter) {
        return parameter.substring(parameter.lastIndexOf('.') + 1);
    }
}
