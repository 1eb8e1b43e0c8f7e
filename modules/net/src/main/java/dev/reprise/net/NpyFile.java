package dev.reprise.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * A {@link FloatArray} in a file of NumPy's format beside {@code net.json}, which holds its name and hash: one
 * dimension, float32, little-endian.
 */
final class NpyFile {
    /** The attribute of a Jackson reader or writer that names the folder of the {@code .npy} files. */
    static final String FOLDER = "folder";

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = MAGIC.length + Short.BYTES;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d{1,9}),\\), \\} *\n");
    private static final Pattern NAME = Pattern.compile("[a-z]+\\.npy");

    private NpyFile() {}

    private record Reference(String npy, String sha256) {}

    static final class Writer extends ValueSerializer<FloatArray> {
        @Override
        public void serialize(FloatArray array, JsonGenerator out, SerializationContext context) {
            String name = out.streamWriteContext().currentName() + ".npy";
            byte[] bytes = encode(array.toArray());
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
                        "expected the name of an .npy file beside net.json, got '" + reference.npy + "'");
            }
            Path file = ((Path) context.getAttribute(FOLDER)).resolve(reference.npy);
            try {
                byte[] bytes = Files.readAllBytes(file);
                Sha256.require(file, reference.sha256, Sha256.of(bytes));
                return FloatArray.of(decode(file, bytes));
            } catch (IOException e) {
                throw new NetException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static byte[] encode(float[] values) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + values.length + ",), }";
        int length = (PREFIX + header.length() + 64) / 64 * 64 - PREFIX; // the data begins at a multiple of 64
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + length + values.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) length)
                .put(header.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < PREFIX + length - 1) {
            bytes.put((byte) ' ');
        }
        bytes.put((byte) '\n').asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] decode(Path file, byte[] bytes) {
        if (bytes.length < PREFIX || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new NetException(file + " is no .npy file of version 1.0");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(buffer.position(MAGIC.length).getShort());
        int end = Math.min(PREFIX + length, bytes.length);
        Matcher header = HEADER.matcher(new String(bytes, PREFIX, end - PREFIX, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new NetException(
                    file + " must hold one dimension of little-endian float32, its header says otherwise");
        }
        int count = Integer.parseInt(header.group(1));
        if (bytes.length - end != count * (long) Float.BYTES) {
            throw new NetException(
                    file + " must hold " + count + " values, has " + (bytes.length - end) + " bytes of them");
        }
        float[] values = new float[count];
        buffer.position(end)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
