package dev.reprise.export;

import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.NetException;
import dev.reprise.net.Pointwise;
import java.util.List;
import java.util.Map;

/** The operators of ONNX that compute a layer; a new kind of layer is a new line here. */
final class OnnxLayers {
    private static final Map<String, Object> NONE = Map.of();
    private static final Map<String, Object> LAST_AXIS = Map.of("axis", -1);
    private static final Map<String, Object> TRANSPOSED = Map.of("transB", 1);

    private static final Map<Class<? extends Layer>, Writer<Layer>> WRITERS = Map.ofEntries(
            on(Layer.Linear.class, OnnxLayers::linear),
            on(Layer.Conv.class, OnnxLayers::conv),
            on(Layer.Maxout.class, OnnxLayers::maxout),
            on(
                    Layer.MaxPool.class,
                    (layer, p, x, graph) -> graph.node("MaxPool", window(layer.size(), layer.stride(), 0), x)),
            on(
                    Layer.AvgPool.class,
                    (layer, p, x, graph) -> graph.node("AveragePool", window(layer.size(), layer.stride(), 0), x)),
            on(Layer.Dropout.class, (layer, p, x, graph) -> x),
            on(Layer.BatchNorm.class, OnnxLayers::batchNorm),
            on(Layer.Flatten.class, (layer, p, x, graph) -> graph.node("Flatten", Map.of("axis", 1), x)),
            on(Pointwise.Relu.class, (layer, p, x, graph) -> graph.node("Relu", NONE, x)),
            on(
                    Pointwise.LeakyRelu.class,
                    (layer, p, x, graph) -> graph.node("LeakyRelu", Map.of("alpha", (float) layer.slope()), x)),
            on(
                    Pointwise.Elu.class,
                    (layer, p, x, graph) -> graph.node("Elu", Map.of("alpha", (float) layer.alpha()), x)),
            on(Pointwise.Sigmoid.class, (layer, p, x, graph) -> graph.node("Sigmoid", NONE, x)),
            on(Pointwise.Tanh.class, (layer, p, x, graph) -> graph.node("Tanh", NONE, x)),
            on(Pointwise.Softmax.class, (layer, p, x, graph) -> graph.node("Softmax", LAST_AXIS, x)),
            on(Pointwise.LogSoftmax.class, (layer, p, x, graph) -> graph.node("LogSoftmax", LAST_AXIS, x)));

    private OnnxLayers() {}

    /** Writes one kind of layer: its parameters are named {@code p} and the parameter's name, its input {@code x}. */
    @FunctionalInterface
    private interface Writer<L extends Layer> {
        String write(L layer, String p, String x, OnnxGraph graph);
    }

    private static <L extends Layer> Map.Entry<Class<? extends Layer>, Writer<Layer>> on(
            Class<L> kind, Writer<L> writer) {
        return Map.entry(kind, (layer, p, x, graph) -> writer.write(kind.cast(layer), p, x, graph));
    }

    /**
     * Writes a layer and names its output.
     *
     * @param index of the layer, from 0
     */
    static String write(Layer layer, int index, String x, OnnxGraph graph) {
        Writer<Layer> writer = WRITERS.get(layer.getClass());
        if (writer == null) {
            throw new NetException("ONNX: layer " + (index + 1) + " (" + Net.text(List.of(layer))
                    + ") cannot be exported; safetensors and npz hold the parameters of any layer");
        }
        return writer.write(layer, index + ".", x, graph);
    }

    private static String linear(Layer.Linear layer, String p, String x, OnnxGraph graph) {
        String weight = graph.parameter(p + "weight");
        return layer.bias()
                ? graph.node("Gemm", TRANSPOSED, x, weight, graph.parameter(p + "bias"))
                : graph.node("Gemm", TRANSPOSED, x, weight);
    }

    private static String conv(Layer.Conv layer, String p, String x, OnnxGraph graph) {
        return graph.node(
                "Conv",
                window(layer.kernel(), layer.stride(), layer.padding()),
                x,
                graph.parameter(p + "weight"),
                graph.parameter(p + "bias"));
    }

    private static String maxout(Layer.Maxout layer, String p, String x, OnnxGraph graph) {
        String all = graph.node("Gemm", TRANSPOSED, x, graph.parameter(p + "weight"), graph.parameter(p + "bias"));
        Tensor split = Tensor.ofNumbers(-1, layer.units(), layer.pieces());
        String pieces = graph.node("Reshape", NONE, all, graph.tensor(p + "shape", split));
        return graph.node("ReduceMax", Map.of("axes", List.of(2), "keepdims", 0), pieces);
    }

    private static String batchNorm(Layer.BatchNorm layer, String p, String x, OnnxGraph graph) {
        return graph.node(
                "BatchNormalization",
                Map.of("epsilon", (float) layer.epsilon()),
                x,
                graph.parameter(p + "weight"),
                graph.parameter(p + "bias"),
                graph.parameter(p + "running_mean"),
                graph.parameter(p + "running_var"));
    }

    private static Map<String, Object> window(int size, int stride, int padding) {
        return Map.of(
                "kernel_shape", List.of(size, size),
                "strides", List.of(stride, stride),
                "pads", List.of(padding, padding, padding, padding));
    }
}
