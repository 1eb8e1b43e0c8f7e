package dev.reprise.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that PyTorch printed: {@code reference.json}, made by {@code reference.py} beside it. */
public final class Reference {
    public static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode ROOT = read();

    private Reference() {}

    public static JsonNode get(String name) {
        return ROOT.get(name);
    }

    public static Stream<String> cases(String part) {
        return ROOT.get(part).propertyNames().stream();
    }

    public static float[] floats(JsonNode numbers) {
        return JSON.treeToValue(numbers, float[].class);
    }

    /** What the value becomes when it is written as JSON and read again. */
    public static <T> T reread(T value, Class<T> type) {
        return JSON.readValue(JSON.writeValueAsString(value), type);
    }

    /** The parameters from which the rules and the clippings start: a weight (3, 4) and a bias (3). */
    public static List<Parameter> parameters(NDManager manager) {
        JsonNode start = get("start");
        return List.of(
                parameter("weight", Parameter.Type.WEIGHT, manager.create(floats(start.get(0)), new Shape(3, 4))),
                parameter("bias", Parameter.Type.BIAS, manager.create(floats(start.get(1)))));
    }

    public static Parameter parameter(String name, Parameter.Type type, NDArray array) {
        Parameter parameter = Parameter.builder().setName(name).setType(type).build();
        parameter.setArray(array);
        parameter.initialize(array.getManager(), DataType.FLOAT32);
        return parameter;
    }

    /** Gives the parameters these gradients, times {@code scale}. */
    public static void backward(List<Parameter> parameters, JsonNode gradients, float scale) {
        for (int i = 0; i < parameters.size(); i++) {
            NDArray weight = parameters.get(i).getArray();
            try (NDArray gradient = weight.getManager().create(floats(gradients.get(i)), weight.getShape())) {
                backward(parameters.get(i), gradient.muli(scale));
            }
        }
    }

    /** Gives the parameter this gradient, by way of a loss whose gradient it is. */
    public static void backward(Parameter parameter, NDArray gradient) {
        try (NDScope scope = new NDScope();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            collector.backward(gradient.mul(parameter.getArray()).sum());
        }
    }

    private static JsonNode read() {
        try (InputStream in = Reference.class.getResourceAsStream("reference.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
