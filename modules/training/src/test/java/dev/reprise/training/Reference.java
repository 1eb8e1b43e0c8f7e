package dev.reprise.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    private static JsonNode read() {
        try (InputStream in = Reference.class.getResourceAsStream("reference.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
