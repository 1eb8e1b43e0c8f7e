package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;

/**
 * What {@code net.json} says of a saved net: all that is needed to build it, feed it and read its output.
 *
 * @param name of the experiment, and of the {@code .params} file
 * @param input shape of one raw input, before the scaling
 * @param classes class names in the order of the outputs; none for a regression
 * @param parameters shapes by name, as {@link Net#parameterShapes} gives them
 * @param sha256 of the {@code .params} file
 */
public record NetDescription(
        int format,
        String name,
        Task task,
        String dataset,
        Shape input,
        Scaling scaling,
        List<Layer> layers,
        Output output,
        List<String> classes,
        Map<String, Shape> parameters,
        String sha256) {

    /** What is written; format 1 is still read: it has other names for what a {@link Scaling} has. */
    static final int FORMAT = 2;

    public NetDescription {
        layers = List.copyOf(layers);
        classes = List.copyOf(classes);
        if (format < 1 || format > FORMAT) {
            throw new NetException("format 1–" + FORMAT + " expected, is " + format
                    + (format > FORMAT ? ": use a newer Reprise" : ""));
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new NetException("a name is letters, digits, '.', '_' and '-', is '" + name + "'");
        }
        Net net = new Net(scaling.outputShape(input), layers);
        if (!parameters.equals(net.parameterShapes())) {
            throw new NetException("its layers have parameters " + net.parameterShapes() + ", it lists " + parameters);
        }
        if (task == Task.CLASSIFICATION && !net.output().equals(new Shape(classes.size()))) {
            throw new NetException("the net puts out " + net.output() + " values for " + classes.size() + " classes");
        }
        if (task == Task.CLASSIFICATION && output != Output.ofLast(layers)) {
            throw new NetException("the last layer puts out " + Output.ofLast(layers) + ", not " + output);
        }
        if ((task == Task.REGRESSION) != (output == Output.VALUES)) {
            throw new NetException("a " + task + " cannot put out " + output);
        }
    }

    /** The description of a net that was trained, before its parameters are written and hashed. */
    public static NetDescription classifier(
            String name, String dataset, Shape input, Scaling scaling, List<Layer> layers, List<String> classes) {
        Net net = new Net(scaling.outputShape(input), layers);
        return new NetDescription(
                FORMAT,
                name,
                Task.CLASSIFICATION,
                dataset,
                input,
                scaling,
                layers,
                Output.ofLast(layers),
                classes,
                net.parameterShapes(),
                "");
    }

    /** As {@link #classifier}, for a net that predicts numbers. */
    public static NetDescription regression(
            String name, String dataset, Shape input, Scaling scaling, List<Layer> layers) {
        return new NetDescription(
                FORMAT,
                name,
                Task.REGRESSION,
                dataset,
                input,
                scaling,
                layers,
                Output.VALUES,
                List.of(),
                new Net(scaling.outputShape(input), layers).parameterShapes(),
                "");
    }

    /** The net, whose input is the scaled one. */
    public Net net() {
        return new Net(scaling.outputShape(input), layers);
    }

    NetDescription withSha256(String hash) {
        return new NetDescription(
                format, name, task, dataset, input, scaling, layers, output, classes, parameters, hash);
    }
}
