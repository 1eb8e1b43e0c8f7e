package dev.reprise.files;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The two ways to read and write JSON, both of records. */
public final class Json {
    /**
     * Strict: fields that are unknown, missing or null are refused. Only a component whose type is an optional may be
     * missing.
     */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new AllButOptionalsAreRequired())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * For what another version may have written: unknown fields are ignored, missing lists, maps and texts are empty,
     * missing numbers 0, and nulls in lists left out; only a missing record or enum is refused.
     */
    public static final JsonMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withConfigOverride(
                    List.class,
                    list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.SKIP)))
            .withConfigOverride(
                    Map.class, map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.SKIP)))
            .withConfigOverride(
                    String.class, text -> text.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private Json() {}

    /** A value as indented JSON with a line feed at the end, as files have it. */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /** Reads, {@linkplain #LENIENT leniently}, what somebody else may have written: its names and texts become {@link Printable}. */
    public static <T> T readPrintable(byte[] json, Class<T> type) {
        return LENIENT.treeToValue(printable(LENIENT.readTree(json)), type);
    }

    private static JsonNode printable(JsonNode node) {
        if (node.isString()) {
            return StringNode.valueOf(Printable.of(node.asString()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode texts = LENIENT.createArrayNode();
            array.forEach(element -> texts.add(printable(element)));
            return texts;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode texts = LENIENT.createObjectNode();
            object.properties().forEach(field -> texts.set(Printable.of(field.getKey()), printable(field.getValue())));
            return texts;
        }
        return node;
    }

    /** What a Jackson error says, in its first line and without places in memory. */
    public static String cause(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }

    private static final class AllButOptionalsAreRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return !member.getRawType().getSimpleName().startsWith("Optional");
        }
    }
}
