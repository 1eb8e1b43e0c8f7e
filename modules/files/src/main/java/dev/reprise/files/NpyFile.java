package dev.reprise.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's {@code .npy} format, version 1.0: one dimension, float32, little-endian. */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = MAGIC.length + Short.BYTES;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d{1,9}),\\), \\} *\n");

    private NpyFile() {}

    /** The bytes of a file with these values. */
    public static byte[] encode(float... values) {
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

    /** The values of a file. Throws {@link IOException} that says what the bytes hold instead. */
    public static float[] decode(byte[] bytes) throws IOException {
        if (bytes.length < PREFIX || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new IOException("not an .npy file of version 1.0");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(buffer.position(MAGIC.length).getShort());
        int end = Math.min(PREFIX + length, bytes.length);
        Matcher header = HEADER.matcher(new String(bytes, PREFIX, end - PREFIX, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IOException("expected one dimension of little-endian float32, the header says otherwise");
        }
        int count = Integer.parseInt(header.group(1));
        if (bytes.length - end != count * (long) Float.BYTES) {
            throw new IOException("expected " + count + " values, found " + (bytes.length - end) + " bytes of them");
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
