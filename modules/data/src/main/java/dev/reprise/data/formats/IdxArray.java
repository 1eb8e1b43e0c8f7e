package dev.reprise.data.formats;

import dev.reprise.data.DataException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An array in an IDX file, gzipped or not: two bytes 0, a byte for the type of its elements, a byte for the number of its
 * dimensions, their sizes and the elements, with the highest byte first (LeCun, Cortes, Burges,
 * http://yann.lecun.com/exdb/mnist).
 */
final class IdxArray {
    private static final long MAX_BYTES = 1 << 30;
    private static final int MAX_DIMENSIONS = 4;

    /** The types of elements, with their numbers in the format and their sizes in bytes. */
    private enum Type {
        UNSIGNED_BYTE(0x08, 1),
        SIGNED_BYTE(0x09, 1),
        SHORT(0x0B, 2),
        INT(0x0C, 4),
        FLOAT(0x0D, 4),
        DOUBLE(0x0E, 8);

        private final int number;
        private final int bytes;

        Type(int number, int bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Path file;
    private final Type type;
    private final int[] sizes;
    private final byte[] bytes;
    private final String sha256;

    private IdxArray(Path file, Type type, int[] sizes, byte[] bytes, String sha256) {
        this.file = file;
        this.type = type;
        this.sizes = sizes;
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /** Reads a file. Throws {@link DataException} that says what it holds instead. */
    static IdxArray read(Path file) {
        try (FileContent content = FileContent.open(file)) {
            int magic = content.readInt();
            int dimensions = magic & 0xFF;
            Type type = Stream.of(Type.values())
                    .filter(known -> known.number == (magic >>> 8))
                    .findFirst()
                    .orElseThrow(() -> content.wrong(
                            "not an IDX file: its first four bytes are 0x%08x, expected 0, 0, a type and the number of dimensions"
                                    .formatted(magic)));
            if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
                throw content.wrong("has %d dimensions, expected 1 to %d".formatted(dimensions, MAX_DIMENSIONS));
            }
            int[] sizes = new int[dimensions];
            long all = type.bytes;
            for (int i = 0; i < dimensions; i++) {
                sizes[i] = content.readInt();
                all = sizes[i] < 1 || all > MAX_BYTES ? -1 : all * sizes[i];
                if (all < 1 || all > MAX_BYTES) {
                    throw content.wrong(
                            "announces sizes %s of %s elements; expected at least one element and at most 1 GiB"
                                    .formatted(Arrays.toString(Arrays.copyOf(sizes, i + 1)), type));
                }
            }
            byte[] bytes = content.read((int) all);
            content.requireEnd();
            return new IdxArray(file, type, sizes, bytes, content.sha256());
        }
    }

    /** Whether images are in it: three or four dimensions. */
    boolean hasImages() {
        return sizes.length >= 3;
    }

    int count() {
        return sizes[0];
    }

    int height() {
        return sizes[1];
    }

    int width() {
        return sizes[2];
    }

    String sha256() {
        return sha256;
    }

    /** The pixels of gray images, (n, height, width), 0–255. Other types are read if all their values are whole and in that range. */
    byte[] pixels() {
        if (sizes.length != 3) {
            throw new DataException("%s: has sizes %s, expected images of one channel: count, height, width"
                    .formatted(file, sizesText()));
        }
        if (type == Type.UNSIGNED_BYTE) {
            return bytes;
        }
        byte[] pixels = new byte[bytes.length / type.bytes];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) whole(i, 255, "pixels");
        }
        return pixels;
    }

    /** The labels, (n): the first column of a table of several. */
    int[] labels() {
        if (sizes.length > 2) {
            throw new DataException(
                    "%s: has sizes %s, expected labels: count, or count and columns".formatted(file, sizesText()));
        }
        int columns = sizes.length == 2 ? sizes[1] : 1;
        int[] labels = new int[sizes[0]];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = whole(i * columns, Integer.MAX_VALUE, "labels");
        }
        return labels;
    }

    private int whole(int index, int most, String what) {
        ByteBuffer at = ByteBuffer.wrap(bytes).position(index * type.bytes);
        double value = switch (type) {
            case UNSIGNED_BYTE -> at.get() & 0xFF;
            case SIGNED_BYTE -> at.get();
            case SHORT -> at.getShort();
            case INT -> at.getInt();
            case FLOAT -> at.getFloat();
            case DOUBLE -> at.getDouble();
        };
        if (!(value >= 0 && value <= most && value == Math.rint(value))) {
            throw new DataException("%s: element %d is %s (%s); expected %s as whole numbers from 0%s"
                    .formatted(file, index, value, type, what, most == 255 ? " to 255" : ""));
        }
        return (int) value;
    }

    private String sizesText() {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
    }
}
