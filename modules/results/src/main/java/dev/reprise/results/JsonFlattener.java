package dev.reprise.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** JSON as one list of names and values: {@code optimizer.learningRate} is {@code 1e-4}. */
public final class JsonFlattener {
    private JsonFlattener() {}

    public static Map<String, String> of(JsonNode json) {
        Map<String, String> flat = new LinkedHashMap<>();
        json.properties().forEach(field -> add(flat, field.getKey(), field.getValue()));
        return flat;
    }

    private static void add(Map<String, String> flat, String name, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> add(flat, name + "." + field.getKey(), field.getValue()));
        } else {
            flat.put(name, text(value));
        }
    }

    /** A list of objects in the text form of a net: {@code conv filters=32 kernel=3 | relu}. */
    private static String text(JsonNode value) {
        if (value.isArray()) {
            boolean objects = value.values().stream().anyMatch(JsonNode::isObject);
            return value.values().stream().map(JsonFlattener::text).collect(Collectors.joining(objects ? " | " : ", "));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> field.getKey().equals("type")
                            ? text(field.getValue())
                            : field.getKey() + "=" + text(field.getValue()))
                    .collect(Collectors.joining(" "));
        }
        return value.isFloatingPointNumber() ? Numbers.exact(value.asDouble()) : value.asString("");
    }
}
