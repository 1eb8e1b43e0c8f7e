package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A sequential net as data: the shape of one input, without the batch, and the layers.
 *
 * <p>Its layers always fit together. Its text form, {@code (1, 28, 28) | flatten | linear units=10
 * bias=true}, is read by {@link #parse}.
 */
public record Net(Shape input, List<Layer> layers) {

    public Net {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new NetException("a net needs at least one layer");
        }
        steps(input, layers);
    }

    /** A layer at its place in the net: its input, its output and its parameters. */
    public record Step(Layer layer, Shape input, Shape output, Map<String, Shape> parameters) {

        /** The number of learned values of the layer. */
        public long parameterCount() {
            return parameters.entrySet().stream()
                    .filter(parameter -> !parameter.getKey().startsWith("running"))
                    .mapToLong(parameter -> parameter.getValue().size())
                    .sum();
        }

        /** Multiply-adds for one example, counted like torchinfo: a convolution's parameters count once per output position. */
        public long multiplyAdds() {
            return parameterCount() * (layer instanceof Layer.Conv ? output.get(1) * output.get(2) : 1);
        }
    }

    /** The layers with their shapes, computed without an engine. */
    public List<Step> steps() {
        return steps(input, layers);
    }

    public Shape output() {
        List<Step> steps = steps();
        return steps.get(steps.size() - 1).output();
    }

    /** The number of learned values of the net. */
    public long parameterCount() {
        return steps().stream().mapToLong(Step::parameterCount).sum();
    }

    /** Shapes of all parameters in DJL's order, by layer number, layer and name, such as {@code 1.conv.weight}. */
    public Map<String, Shape> parameterShapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        int number = 0;
        for (Step step : steps()) {
            String prefix = ++number + "." + NetText.name(step.layer()) + ".";
            step.parameters().forEach((name, shape) -> shapes.put(prefix + name, shape));
        }
        return shapes;
    }

    /** Whether the net has convolutions. */
    public boolean convolves() {
        return convolves(layers);
    }

    static boolean convolves(List<Layer> layers) {
        return layers.stream().anyMatch(Layer.Conv.class::isInstance);
    }

    /** The net as an uninitialized DJL block; child i is layer i. */
    public SequentialBlock toBlock() {
        SequentialBlock block = new SequentialBlock();
        layers.forEach(layer -> block.add(layer.toBlock()));
        return block;
    }

    /** The same layers with another size of the last {@code linear} layer, for a set with another number of classes. */
    public static List<Layer> withClasses(List<Layer> layers, int classes) {
        List<Layer> changed = new ArrayList<>(layers);
        for (int i = changed.size() - 1; i >= 0; i--) {
            if (changed.get(i) instanceof Layer.Linear linear) {
                changed.set(i, new Layer.Linear(classes, linear.bias()));
                return List.copyOf(changed);
            }
        }
        return List.copyOf(layers);
    }

    /** The text form of layers: {@code conv filters=32 kernel=3 stride=1 padding=0 | relu}. */
    public static String text(List<Layer> layers) {
        return layers.stream().map(NetText::of).collect(Collectors.joining(" | "));
    }

    @Override
    public String toString() {
        return input + " | " + text(layers);
    }

    /** Reads the result of {@link #toString}. Throws {@link NetException} that names the part it cannot read. */
    public static Net parse(String text) {
        List<String> parts = List.of(text.split("\\|", -1));
        List<Layer> layers = parts.stream().skip(1).map(NetText::parseLayer).toList();
        return new Net(NetText.parseShape(parts.get(0)), layers);
    }

    private static List<Step> steps(Shape input, List<Layer> layers) {
        if (input.dimension() == 0 || input.size() <= 0) {
            throw new NetException("the input shape of a net must have sizes above 0, is " + input);
        }
        List<Step> steps = new ArrayList<>();
        Shape shape = input;
        for (Layer layer : layers) {
            try {
                Shape output = layer.outputShape(shape);
                steps.add(new Step(layer, shape, output, layer.parameterShapes(shape)));
                shape = output;
            } catch (NetException | ArithmeticException e) {
                throw new NetException(
                        "layer " + (steps.size() + 1) + " (" + NetText.of(layer) + ") does not fit: " + e.getMessage());
            }
        }
        return List.copyOf(steps);
    }
}
