package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.files.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The content of {@code net.json}: all that is needed to build a saved net, feed it and read its output.
 *
 * @param name of the experiment, and of the {@code .params} file
 * @param input shape of one raw input, before the scaling
 * @param recordedPreparation how pictures became inputs; absent in nets of earlier formats, and for rows of numbers
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

        @JsonProperty("preparation") @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<InputPreparation> recordedPreparation,

        Scaling scaling,
        List<Layer> layers,
        Output output,
        List<String> classes,
        Map<String, Shape> parameters,
        String sha256) {

    /** The format written. Earlier ones are read: 1 has other names in its {@link Scaling}, 1 and 2 no preparation. */
    static final int FORMAT = 3;

    private static final int MAX_NAME = 300;

    public NetDescription {
        layers = List.copyOf(layers);
        classes = List.copyOf(classes);
        if (format < 1 || format > FORMAT) {
            throw new NetException("format 1–" + FORMAT + " expected, is " + format
                    + (format > FORMAT ? ": use a newer Reprise" : ""));
        }
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new NetException("a name must consist of letters, digits, '.', '_' and '-', is '" + name + "'");
        }
        requireNames(classes);
        if (!Printable.isPrintable(name + dataset)) {
            throw new NetException("the names of the net and of its data set must have no control characters, got "
                    + Printable.of(name + ", " + dataset));
        }
        Net net = new Net(scaling.outputShape(input), layers);
        if (!parameters.equals(net.parameterShapes())) {
            throw new NetException(
                    "the layers have parameters " + net.parameterShapes() + ", listed are " + parameters);
        }
        if (task == Task.CLASSIFICATION && !net.output().equals(new Shape(classes.size()))) {
            throw new NetException("the output of the net has shape " + net.output()
                    + ", expected one value for each of " + classes.size() + " classes");
        }
        if (task == Task.CLASSIFICATION && output != Output.ofLast(layers)) {
            throw new NetException("the last layer gives " + Output.ofLast(layers) + ", not " + output);
        }
        if ((task == Task.REGRESSION) != (output == Output.VALUES)) {
            throw new NetException("a " + task + " cannot give " + output);
        }
    }

    /** Two classes of one name would share a probability, and a control character would reach a terminal. */
    private static void requireNames(List<String> classes) {
        Set<String> seen = new HashSet<>();
        for (String name : classes) {
            if (!seen.add(name)) {
                throw new NetException("class names must differ, '" + Printable.of(name) + "' is there twice");
            }
            if (name.isBlank() || name.length() > MAX_NAME || !Printable.isPrintable(name)) {
                throw new NetException("class names must have 1 to " + MAX_NAME
                        + " characters and no control characters, the name of class " + (seen.size() - 1) + " has not");
            }
        }
    }

    /** Describes a trained classifier, before its parameters are written and hashed. */
    public static NetDescription classifier(
            String name, String dataset, Shape input, Scaling scaling, List<Layer> layers, List<String> classes) {
        Output output = Output.ofLast(layers);
        return unsaved(name, Task.CLASSIFICATION, dataset, input, Optional.empty(), scaling, layers, output, classes);
    }

    /** Describes a trained net that predicts numbers, like {@link #classifier}. */
    public static NetDescription regression(
            String name, String dataset, Shape input, Scaling scaling, List<Layer> layers) {
        return unsaved(
                name, Task.REGRESSION, dataset, input, Optional.empty(), scaling, layers, Output.VALUES, List.of());
    }

    private static NetDescription unsaved(
            String name,
            Task task,
            String dataset,
            Shape input,
            Optional<InputPreparation> preparation,
            Scaling scaling,
            List<Layer> layers,
            Output output,
            List<String> classes) {
        Map<String, Shape> parameters = new Net(scaling.outputShape(input), layers).parameterShapes();
        return new NetDescription(
                FORMAT, name, task, dataset, input, preparation, scaling, layers, output, classes, parameters, "");
    }

    /** The same net, trained on pictures that were prepared in this way. */
    public NetDescription withPreparation(InputPreparation preparation) {
        return unsaved(name, task, dataset, input, Optional.of(preparation), scaling, layers, output, classes);
    }

    /** Whether it tells classes of images apart, (channels, height, width) with 1 or 3 channels. */
    public boolean classifiesImages() {
        return task == Task.CLASSIFICATION && input.dimension() == 3 && (input.get(0) == 1 || input.get(0) == 3);
    }

    /** How pictures become inputs: as recorded, else as version 0.1 did it. */
    public InputPreparation preparation() {
        return recordedPreparation.orElseGet(() -> InputPreparation.unrecorded(input, classes));
    }

    /** The net, whose input is the scaled one. */
    public Net net() {
        return new Net(scaling.outputShape(input), layers);
    }

    /** The same net under another name, before its parameters are written and hashed. */
    public NetDescription named(String other) {
        return unsaved(other, task, dataset, input, recordedPreparation, scaling, layers, output, classes);
    }

    NetDescription withSha256(String hash) {
        return new NetDescription(
                format,
                name,
                task,
                dataset,
                input,
                recordedPreparation,
                scaling,
                layers,
                output,
                classes,
                parameters,
                hash);
    }
}
