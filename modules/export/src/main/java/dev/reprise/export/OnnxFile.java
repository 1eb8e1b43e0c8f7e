package dev.reprise.export;

import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.Layer;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Output;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.Versions;
import java.util.List;
import java.util.Map;

/**
 * A net in ONNX, opset 17: from raw inputs to probabilities, for batches of any size.
 *
 * <p>The input is {@code pixels}, uint8 (batch, channels, height, width), or {@code features}, float32 (batch, features); the
 * output {@code probabilities} or, of a regression, {@code values}.
 */
final class OnnxFile {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8; // the one that came with the opset

    private OnnxFile() {}

    /** Throws {@link dev.reprise.net.NetException} that names the layer, if ONNX cannot say one. */
    static byte[] of(ExportedNet net) {
        NetDescription description = net.description();
        OnnxGraph graph = new OnnxGraph(description.name(), net.stored());
        String x = scaled(description, graph);
        List<Layer> layers = description.layers();
        for (int i = 0; i < layers.size(); i++) {
            x = OnnxLayers.write(layers.get(i), i, x, graph);
        }
        String name = description.output() == Output.VALUES ? "values" : "probabilities";
        graph.output(
                name,
                probabilities(description.output(), x, graph),
                StateNames.sizes(description.net().output()));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Reprise")
                .setProducerVersion(Versions.ofBuild().version())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph.finished());
        NetMetadata.of(description)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private static String scaled(NetDescription description, OnnxGraph graph) {
        Shape input = description.input();
        String x = input.dimension() == 3
                ? graph.node(
                        "Cast",
                        Map.of("to", TensorProto.DataType.FLOAT.getNumber()),
                        graph.input("pixels", TensorProto.DataType.UINT8, StateNames.sizes(input)))
                : graph.input("features", TensorProto.DataType.FLOAT, StateNames.sizes(input));
        int number = 0;
        for (Scaling.Arithmetic step : description.scaling().arithmetic(input)) {
            String values = graph.tensor(
                    "scaling" + number++,
                    Tensor.of(StateNames.sizes(step.shape()), step.values().toArray()));
            x = switch (step.operator()) {
                case SUBTRACT -> graph.node("Sub", Map.of(), x, values);
                case ADD -> graph.node("Add", Map.of(), x, values);
                case MULTIPLY -> graph.node("Mul", Map.of(), x, values);
                case DIVIDE -> graph.node("Div", Map.of(), x, values);
                case PROJECT -> graph.node("MatMul", Map.of(), graph.node("Flatten", Map.of("axis", 1), x), values);
            };
        }
        return x;
    }

    private static String probabilities(Output output, String x, OnnxGraph graph) {
        return switch (output) {
            case LOGITS -> graph.node("Softmax", Map.of("axis", -1), x);
            case LOG_PROBABILITIES -> graph.node("Exp", Map.of(), x);
            case PROBABILITIES, VALUES -> x;
        };
    }
}
