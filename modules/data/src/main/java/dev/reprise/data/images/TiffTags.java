package dev.reprise.data.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The tags of a TIFF structure (TIFF 6.0, section 2), which EXIF has the form of, too. A reader of TIFF allocates what a tag
 * announces; here every tag of every directory is checked to lie within the file first.
 */
final class TiffTags {
    private static final int HEADER = 8; // bytes: byte order, 42, and the first directory's offset
    private static final int ENTRY = 12; // bytes: tag, type, count, and the value or its offset
    private static final int INLINE = 4; // bytes of values that need no offset
    private static final int MAX_DIRECTORIES = 1000;
    private static final int SHORT = 3;
    private static final Set<Integer> DIRECTORIES =
            Set.of(330, 34665, 34853, 40965); // SubIFDs, EXIF, GPS, interoperability

    /** Bytes of a value of each type; 0 if there is no such type. */
    private static final byte[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private final ByteBuffer bytes;

    private TiffTags(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Whether these are the first bytes of a TIFF structure. */
    static boolean isTiff(byte[] content) {
        return content.length >= HEADER
                && ((content[0] == 'I' && content[1] == 'I' && content[2] == 42 && content[3] == 0)
                        || (content[0] == 'M' && content[1] == 'M' && content[2] == 0 && content[3] == 42));
    }

    /** The tags of a content that {@linkplain #isTiff is TIFF}. */
    static TiffTags of(byte[] content) {
        return new TiffTags(
                ByteBuffer.wrap(content).order(content[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
    }

    /** Throws if a tag of any directory announces more values than the file has bytes, or if there is no end of directories. */
    void check() throws IOException {
        Set<Long> known = new HashSet<>();
        Deque<Long> left = new ArrayDeque<>();
        left.add(unsigned(4));
        while (!left.isEmpty()) {
            long directory = left.remove();
            if (directory == 0 || directory + 2 > bytes.capacity() || !known.add(directory)) {
                continue;
            }
            if (known.size() > MAX_DIRECTORIES) {
                throw new IOException("more than " + MAX_DIRECTORIES + " directories");
            }
            for (int entry : entries(directory)) {
                if (size(entry) > bytes.capacity()) {
                    throw new IOException("tag " + tag(entry) + " has " + unsigned(entry + 4)
                            + " values, more than the file can hold");
                }
                if (DIRECTORIES.contains(tag(entry))) {
                    values(entry).forEach(left::add);
                }
            }
            long next = directory + 2 + (long) ENTRY * Short.toUnsignedInt(bytes.getShort((int) directory));
            if (next + 4 <= bytes.capacity()) {
                left.add(unsigned((int) next));
            }
        }
    }

    /** The whole numbers that a tag of the first directory has; none if there is no such tag. */
    long[] numbers(int tag) {
        long first = unsigned(4);
        if (first + 2 > bytes.capacity()) {
            return new long[0];
        }
        return IntStream.of(entries(first))
                .filter(entry -> tag(entry) == tag)
                .limit(1)
                .mapToObj(this::values)
                .flatMapToLong(values -> values)
                .toArray();
    }

    /** The offsets of a directory's entries that lie within the file. */
    private int[] entries(long directory) {
        int count = Short.toUnsignedInt(bytes.getShort((int) directory));
        return IntStream.range(0, count)
                .map(i -> (int) directory + 2 + ENTRY * i)
                .takeWhile(entry -> entry + ENTRY <= bytes.capacity())
                .toArray();
    }

    private LongStream values(int entry) {
        int type = Short.toUnsignedInt(bytes.getShort(entry + 2));
        boolean isShort = type == SHORT;
        if (!isShort && type != 4 && type != 13) {
            return LongStream.empty();
        }
        long start = size(entry) <= INLINE ? entry + 8 : unsigned(entry + 8);
        int each = isShort ? 2 : 4;
        long count = Math.min(unsigned(entry + 4), Math.max(0, (bytes.capacity() - start) / each));
        return IntStream.range(0, (int) count)
                .map(i -> (int) start + each * i)
                .mapToLong(at -> isShort ? Short.toUnsignedInt(bytes.getShort(at)) : unsigned(at));
    }

    private int tag(int entry) {
        return Short.toUnsignedInt(bytes.getShort(entry));
    }

    private long size(int entry) {
        int type = Short.toUnsignedInt(bytes.getShort(entry + 2));
        return type < SIZES.length ? SIZES[type] * unsigned(entry + 4) : 0;
    }

    private long unsigned(int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }
}
