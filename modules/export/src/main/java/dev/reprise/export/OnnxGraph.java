package dev.reprise.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.reprise.files.tensor.ElementType;
import dev.reprise.files.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A graph of ONNX as it is written: nodes, and the tensors they use. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, StoredTensor> parameters;
    private int nodes;

    /**
     * A graph of which nothing is written.
     *
     * @param parameters by the names that the graph's tensors get
     */
    OnnxGraph(String name, Map<String, StoredTensor> parameters) {
        graph.setName(name);
        this.parameters = parameters;
    }

    /** An input with a batch of any size first. */
    String input(String name, TensorProto.DataType type, List<Long> shape) {
        graph.addInput(value(name, type, shape));
        return name;
    }

    /** Names the graph's output, which is {@code x}, a batch of these shapes. */
    void output(String name, String x, List<Long> shape) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(x)
                .addOutput(name));
        graph.addOutput(value(name, TensorProto.DataType.FLOAT, shape));
    }

    /** Adds a tensor and returns its name. */
    String tensor(String name, Tensor tensor) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(
                        switch (tensor.type()) {
                            case FLOAT32 -> TensorProto.DataType.FLOAT.getNumber();
                            case FLOAT16 -> TensorProto.DataType.FLOAT16.getNumber();
                            case INT8 -> TensorProto.DataType.INT8.getNumber();
                            case INT64 -> TensorProto.DataType.INT64.getNumber();
                            default -> throw new IllegalArgumentException("no tensor of " + tensor.type());
                        })
                .addAllDims(tensor.shape())
                .setRawData(ByteString.copyFrom(tensor.bytes())));
        return name;
    }

    /** Adds a parameter of the net by its name, and the node that restores it to float32, if it is quantized; names that value. */
    String parameter(String name) {
        StoredTensor stored = parameters.get(name);
        String values = tensor(name, stored.values());
        if (stored.scales().isPresent()) {
            String scales = tensor(name + ".scale", stored.scales().orElseThrow());
            return node("DequantizeLinear", Map.of("axis", 0), values, scales);
        }
        return stored.values().type() == ElementType.FLOAT16
                ? node("Cast", Map.of("to", TensorProto.DataType.FLOAT.getNumber()), values)
                : values;
    }

    /**
     * Adds a node and names its output.
     *
     * @param attributes by name: an integer, a float or a list of integers
     */
    String node(String operator, Map<String, Object> attributes, String... inputs) {
        String output = "x" + ++nodes;
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator.toLowerCase(Locale.ROOT) + nodes)
                .addAllInput(Arrays.asList(inputs))
                .addOutput(output);
        new TreeMap<>(attributes).forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        return output;
    }

    GraphProto finished() {
        return graph.build();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer number) {
            return attribute
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(number)
                    .build();
        }
        if (value instanceof Float number) {
            return attribute
                    .setType(AttributeProto.AttributeType.FLOAT)
                    .setF(number)
                    .build();
        }
        attribute.setType(AttributeProto.AttributeType.INTS);
        ((List<?>) value).forEach(number -> attribute.addInts((Integer) number));
        return attribute.build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, List<Long> shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        shape.forEach(
                size -> sizes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(sizes)))
                .build();
    }
}
