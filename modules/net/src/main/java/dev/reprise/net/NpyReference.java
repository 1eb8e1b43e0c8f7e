package dev.reprise.net;

import dev.reprise.files.Sha256;
import dev.reprise.files.SmallFile;
import dev.reprise.files.tensor.NpyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** A {@link FloatArray} in an {@code .npy} file next to {@code net.json}, which has its name and hash. */
final class NpyReference {
    /** The attribute of a Jackson reader or writer that names the folder of the {@code .npy} files. */
    static final String FOLDER = "folder";

    private static final Pattern NAME = Pattern.compile("[A-Za-z]+\\.npy");

    private NpyReference() {}

    private record Reference(String npy, String sha256) {}

    /** Throws {@link NetException} if the SHA-256 of a file next to net.json is not the one that is recorded there. */
    static void requireHash(Path file, String recorded, String actual) {
        if (!recorded.equals(actual)) {
            throw new NetException(
                    file + " is damaged or was changed: its SHA-256 is " + actual + ", net.json has " + recorded);
        }
    }

    static final class Writer extends ValueSerializer<FloatArray> {
        @Override
        public void serialize(FloatArray array, JsonGenerator out, SerializationContext context) {
            String name = out.streamWriteContext().currentName() + ".npy";
            byte[] bytes = NpyFile.encode(array.toArray());
            try {
                Files.write(((Path) context.getAttribute(FOLDER)).resolve(name), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.writeValue(out, new Reference(name, Sha256.of(bytes)));
        }
    }

    static final class Reader extends ValueDeserializer<FloatArray> {
        @Override
        public FloatArray deserialize(JsonParser in, DeserializationContext context) {
            Reference reference = context.readValue(in, Reference.class);
            if (!NAME.matcher(reference.npy).matches()) {
                throw new NetException(
                        "expected the name of an .npy file next to net.json, got '" + reference.npy + "'");
            }
            Path file = ((Path) context.getAttribute(FOLDER)).resolve(reference.npy);
            try {
                byte[] bytes = SmallFile.read(file, SmallFile.ARRAY);
                requireHash(file, reference.sha256, Sha256.of(bytes));
                return FloatArray.of(NpyFile.decode(bytes));
            } catch (IOException e) {
                throw new NetException(file + " cannot be read: " + SmallFile.reason(e), e);
            }
        }
    }
}
