package dev.reprise.files.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An immutable array of numbers with a shape, row by row; a number alone has the shape (). */
public final class Tensor {
    private static final int MAX_DIMENSIONS = 64;

    private final ElementType type;
    private final List<Long> shape;
    private final ByteBuffer bytes;

    private Tensor(ElementType type, List<Long> shape, ByteBuffer bytes) {
        this.type = type;
        this.shape = List.copyOf(shape);
        this.bytes = bytes.asReadOnlyBuffer();
    }

    /** A tensor of float32. */
    public static Tensor of(List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new Tensor(ElementType.FLOAT32, shape, bytes);
    }

    /** A tensor of float16: each value becomes the nearest one, infinite from 65,520 on. */
    public static Tensor ofHalves(List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(ElementType.toHalf(value));
        }
        return new Tensor(ElementType.FLOAT16, shape, bytes.flip());
    }

    /** A tensor of int8. */
    public static Tensor ofInt8(List<Long> shape, byte... values) {
        return new Tensor(ElementType.INT8, shape, ByteBuffer.wrap(values.clone()));
    }

    /** A number alone, int64. */
    public static Tensor ofNumber(long value) {
        return new Tensor(
                ElementType.INT64,
                List.of(),
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .flip());
    }

    /** A row of int64. */
    public static Tensor ofNumbers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return new Tensor(ElementType.INT64, List.of((long) values.length), bytes);
    }

    /** A row of uint8. */
    public static Tensor ofBytes(byte... values) {
        return new Tensor(ElementType.UINT8, List.of((long) values.length), ByteBuffer.wrap(values.clone()));
    }

    /** A tensor of these bytes, which must be as many as the shape needs; they are not copied. */
    static Tensor of(ElementType type, List<Long> shape, ByteBuffer bytes) throws IOException {
        long needed = byteCount(type, shape);
        if (needed != bytes.remaining()) {
            throw new IOException(
                    "expected " + needed + " bytes for " + type + " " + shape + ", found " + bytes.remaining());
        }
        return new Tensor(type, shape, bytes.slice());
    }

    /** The bytes that a tensor needs. Throws {@link IOException} if the shape is impossible or larger than an array. */
    static long byteCount(ElementType type, List<Long> shape) throws IOException {
        if (shape.size() > MAX_DIMENSIONS) {
            throw new IOException("expected at most " + MAX_DIMENSIONS + " dimensions, found " + shape.size());
        }
        long count = type.bytes();
        for (long size : shape) {
            if (size < 0) {
                throw new IOException("expected sizes of at least 0, found " + shape);
            }
            if (Math.multiplyHigh(count, size) != 0 || (count *= size) < 0 || count > Integer.MAX_VALUE - 8) {
                throw new IOException("a tensor of shape " + shape + " is larger than 2 GiB");
            }
        }
        return count;
    }

    public ElementType type() {
        return type;
    }

    public List<Long> shape() {
        return shape;
    }

    /** The numbers as float32; doubles and long integers are rounded. */
    public float[] toFloats() {
        float[] floats = new float[bytes.remaining() / type.bytes()];
        ByteBuffer source = bytes();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = type.at(source, i * type.bytes());
        }
        return floats;
    }

    /** The bytes in memory's order, to be read only. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return type + " " + shape;
    }
}
