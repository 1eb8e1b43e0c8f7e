package dev.reprise.files.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The type of the numbers of a {@link Tensor}, which are little-endian. */
public enum ElementType {
    FLOAT64("F64", "<f8", 8) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return (float) bytes.getDouble(offset);
        }
    },
    FLOAT32("F32", "<f4", 4) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.getFloat(offset);
        }
    },
    FLOAT16("F16", "<f2", 2) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return half(bytes.getShort(offset));
        }
    },
    /** The upper half of a float32. NumPy does not have it. */
    BFLOAT16("BF16", "", 2) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return Float.intBitsToFloat(bytes.getShort(offset) << 16);
        }
    },
    INT64("I64", "<i8", 8) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.getLong(offset);
        }
    },
    INT32("I32", "<i4", 4) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.getInt(offset);
        }
    },
    INT16("I16", "<i2", 2) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.getShort(offset);
        }
    },
    INT8("I8", "|i1", 1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.get(offset);
        }
    },
    UINT8("U8", "|u1", 1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return Byte.toUnsignedInt(bytes.get(offset));
        }
    },
    BOOL("BOOL", "|b1", 1) {
        @Override
        float at(ByteBuffer bytes, int offset) {
            return bytes.get(offset) == 0 ? 0 : 1;
        }
    };

    private final String safetensors;
    private final String numpy;
    private final int bytes;

    ElementType(String safetensors, String numpy, int bytes) {
        this.safetensors = safetensors;
        this.numpy = numpy;
        this.bytes = bytes;
    }

    /** The size of a number in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The number at a byte of a little-endian buffer. */
    abstract float at(ByteBuffer bytes, int offset);

    /** The name in safetensors. */
    String safetensors() {
        return safetensors;
    }

    /** The name in NumPy. */
    String numpy() {
        return numpy;
    }

    static ElementType ofSafetensors(String name) throws IOException {
        for (ElementType type : values()) {
            if (type.safetensors.equals(name)) {
                return type;
            }
        }
        throw new IOException("expected a type of "
                + Arrays.stream(values()).map(ElementType::safetensors).collect(Collectors.joining(", ")) + ", found '"
                + name + "'");
    }

    static ElementType ofNumpy(String name) throws IOException {
        for (ElementType type : values()) {
            if (type.numpy.equals(name) && !name.isEmpty()) {
                return type;
            }
        }
        throw new IOException("expected little-endian numbers ("
                + Arrays.stream(values())
                        .map(ElementType::numpy)
                        .filter(known -> !known.isEmpty())
                        .collect(Collectors.joining(", "))
                + "), found '" + name + "'");
    }

    /** IEEE 754 binary16: 1 bit sign, 5 bits exponent, 10 bits fraction. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else {
            magnitude = (1024 + fraction) * Float.intBitsToFloat((exponent - 25 + 127) << 23);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The nearest binary16; of two equally near ones the one with an even fraction. */
    static short toHalf(float value) {
        int sign = Float.floatToIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return 0x7e00;
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int bits = Float.floatToIntBits(magnitude);
        int rounded = bits + 0xfff + (bits >> 13 & 1);
        return (short) (sign | (rounded >> 13) - (112 << 10));
    }
}
