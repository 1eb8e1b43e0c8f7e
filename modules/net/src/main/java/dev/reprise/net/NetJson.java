package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import dev.reprise.files.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The JSON of saved nets: as strict as {@link Json#MAPPER}, with DJL's shapes, and with arrays in separate files. */
final class NetJson {
    static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .addModule(new SimpleModule()
                    .addSerializer(Shape.class, new ShapeWriter())
                    .addDeserializer(Shape.class, new ShapeReader())
                    .addSerializer(FloatArray.class, new NpyReference.Writer())
                    .addDeserializer(FloatArray.class, new NpyReference.Reader()))
            .build();

    private NetJson() {}

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
