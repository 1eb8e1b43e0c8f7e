package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.files.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Layers and shapes as text, converted from their JSON: {@code {"type":"dropout","rate":0.25}} is {@code dropout rate=0.25}. */
final class NetText {
    private static final Pattern SHAPE = Pattern.compile("\\(\\d{1,9}(, *\\d{1,9})*\\)");

    private NetText() {}

    static String of(Layer layer) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> field :
                NetJson.MAPPER.valueToTree(layer).properties()) {
            String value = field.getValue().asString();
            text.append(text.isEmpty() ? value : " " + field.getKey() + "=" + value);
        }
        return text.toString();
    }

    /** The layer's name, without its hyperparameters. */
    static String name(Layer layer) {
        return layer.getClass().getAnnotation(JsonTypeName.class).value();
    }

    static Layer parseLayer(String text) {
        String[] words = text.strip().split("\\s+", -1);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", words[0]);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1 || fields.put(words[i].substring(0, equals), words[i].substring(equals + 1)) != null) {
                throw new NetException("layer '" + text.strip() + "': expected name=value once each, got " + words[i]);
            }
        }
        JsonNode json = NetJson.MAPPER.valueToTree(fields);
        try {
            return NetJson.MAPPER.treeToValue(json, Layer.class);
        } catch (JacksonException e) {
            throw new NetException("not a layer: " + json + ": " + Json.cause(e), e);
        }
    }

    static Shape parseShape(String text) {
        String shape = text.strip();
        if (!SHAPE.matcher(shape).matches()) {
            throw new NetException("expected the shape of one input, such as (1, 28, 28), got '" + shape + "'");
        }
        String[] sizes = shape.substring(1, shape.length() - 1).split(", *", -1);
        long[] values = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            values[i] = Long.parseLong(sizes[i]);
        }
        return new Shape(values);
    }
}
