package dev.reprise.files.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** NumPy's {@code .npy} format: written as version 1.0, read as 1.0 or 2.0; little-endian, row by row. */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX = MAGIC.length + 2 + Short.BYTES;
    private static final Pattern HEADER = Pattern.compile("\\{'descr': '([^']{1,9})', 'fortran_order': (True|False),"
            + " 'shape': \\(((?:\\d{1,19}(?:, ?\\d{1,19}){0,63},?)?)\\), \\} *\n");
    private static final int MAX_HEADER = 10_000; // as NumPy

    private NpyFile() {}

    /** The bytes of a file with these values in one dimension. */
    public static byte[] encode(float... values) {
        return encode(Tensor.of(List.of((long) values.length), values));
    }

    /** The bytes of a file with this tensor, of a type that NumPy has. */
    public static byte[] encode(Tensor tensor) {
        String sizes = tensor.shape().stream().map(Object::toString).collect(Collectors.joining(", "));
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
                .formatted(tensor.type().numpy(), tensor.shape().size() == 1 ? sizes + "," : sizes);
        int length = (PREFIX + header.length() + 64) / 64 * 64 - PREFIX; // the data begins at a multiple of 64
        ByteBuffer values = tensor.bytes();
        ByteBuffer bytes = ByteBuffer.allocate(PREFIX + length + values.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) length)
                .put(header.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < PREFIX + length - 1) {
            bytes.put((byte) ' ');
        }
        return bytes.put((byte) '\n').put(values).array();
    }

    /** The values of a file with one dimension of float32. Throws {@link IOException} that says what the bytes hold instead. */
    public static float[] decode(byte[] bytes) throws IOException {
        Tensor tensor = decodeTensor(bytes);
        if (tensor.type() != ElementType.FLOAT32 || tensor.shape().size() != 1) {
            throw new IOException("expected one dimension of little-endian float32, found " + tensor);
        }
        return tensor.toFloats();
    }

    /** The tensor in a file. Throws {@link IOException} that says what the bytes hold instead. */
    public static Tensor decodeTensor(byte[] bytes) throws IOException {
        if (bytes.length < PREFIX + Short.BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new IOException("not an .npy file");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes[MAGIC.length];
        if (version != 1 && version != 2) {
            throw new IOException("expected an .npy file of version 1 or 2, found " + version);
        }
        buffer.position(MAGIC.length + 2);
        long length = version == 1 ? Short.toUnsignedInt(buffer.getShort()) : Integer.toUnsignedLong(buffer.getInt());
        int start = buffer.position();
        if (length > Math.min(MAX_HEADER, buffer.remaining())) {
            throw new IOException("expected a header of at most " + Math.min(MAX_HEADER, buffer.remaining())
                    + " bytes, found one of " + length);
        }
        int end = start + (int) length;
        Matcher header = HEADER.matcher(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IOException("expected the header of an array of numbers, found another");
        }
        ElementType type = ElementType.ofNumpy(header.group(1));
        List<Long> shape = shape(header.group(3));
        if (header.group(2).equals("True") && shape.size() > 1) {
            throw new IOException("expected an array in C order, found Fortran order: save numpy.ascontiguousarray(…)");
        }
        return Tensor.of(type, shape, buffer.position(end));
    }

    private static List<Long> shape(String text) throws IOException {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new IOException("a size of shape (" + text + ") is too large", e);
        }
    }
}
