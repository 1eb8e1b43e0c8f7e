package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one way to read and write JSON: records, strict on fields that are unknown, missing or null. Only a component whose
 * type is an optional may be missing.
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new AllButOptionalsAreRequired())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addSerializer(Shape.class, new ShapeWriter())
                    .addDeserializer(Shape.class, new ShapeReader())
                    .addSerializer(FloatArray.class, new NpyFile.Writer())
                    .addDeserializer(FloatArray.class, new NpyFile.Reader()))
            .build();

    private Json() {}

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

    private static final class ShapeWriter extends ValueSerializer<Shape> {
        @Override
        public void serialize(Shape shape, JsonGenerator out, SerializationContext context) {
            out.writeArray(shape.getShape(), 0, shape.dimension());
        }
    }

    private static final class ShapeReader extends ValueDeserializer<Shape> {
        @Override
        public Shape deserialize(JsonParser in, DeserializationContext context) {
            return new Shape(context.readValue(in, long[].class));
        }
    }
}
