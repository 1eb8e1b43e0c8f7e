package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import dev.reprise.files.Json;
import dev.reprise.files.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The JSON of saved nets: as strict as {@link Json#MAPPER}, with DJL's shapes, and with arrays in separate files. */
public final class NetJson {
    static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .addModule(new SimpleModule()
                    .addSerializer(Shape.class, new ShapeWriter())
                    .addDeserializer(Shape.class, new ShapeReader())
                    .addSerializer(FloatArray.class, new NpyReference.Writer())
                    .addDeserializer(FloatArray.class, new NpyReference.Reader()))
            .build();

    private NetJson() {}

    /**
     * Reads a file.
     *
     * @throws NetException in one line: that it cannot be read, or why it is invalid
     */
    public static <T> T read(Path folder, String name, Class<T> type) {
        Path file = folder.resolve(name);
        try {
            return MAPPER.readerFor(type)
                    .withAttribute(NpyReference.FOLDER, folder)
                    .readValue(SmallFile.read(file, SmallFile.RECORD));
        } catch (JacksonException e) {
            throw new NetException(file + " is invalid: " + Json.cause(e), e);
        } catch (IOException e) {
            throw new NetException(file + " cannot be read: " + SmallFile.reason(e), e);
        }
    }

    /** Writes a file, and its arrays beside it. */
    public static void write(Path folder, String name, Object value) throws IOException {
        String json = MAPPER.writerWithDefaultPrettyPrinter()
                .withAttribute(NpyReference.FOLDER, folder)
                .writeValueAsString(value);
        Files.writeString(folder.resolve(name), json + "\n");
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
