package dev.reprise.inference.http.body;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** The numbers of a JSON array of pixels, read from a parser token by token. */
final class PixelArray {
    private static final int MAX_DEPTH = 3; // rows, columns, channels
    private static final int MAX_DIGITS = 3;

    private final JsonParser in;
    private final long maxValues;
    private final int[] lengths = new int[MAX_DEPTH]; // of the arrays at each depth; 0 until the first one ends
    private int depth; // of the numbers: 1 flat, 2 gray, 3 in color; 0 before the first
    private byte[] values = new byte[1024];
    private int count;

    private PixelArray(JsonParser in, long maxValues) {
        this.in = in;
        this.maxValues = maxValues;
    }

    /** Reads an array whose opening bracket is the parser's token, to its closing bracket. */
    static PixelArray read(JsonParser in, long maxValues) {
        PixelArray array = new PixelArray(in, maxValues);
        array.read(1);
        return array;
    }

    /** How many arrays are around each number: 1 flat, 2 rows in gray, 3 rows in color. */
    int depth() {
        return depth;
    }

    /** How many elements the arrays at a depth have, 1 being the outermost. */
    int length(int depth) {
        return lengths[depth - 1];
    }

    byte[] values() {
        return Arrays.copyOf(values, count);
    }

    private void read(int level) {
        int length = 0;
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                add(level);
            } else if (token != JsonToken.START_ARRAY) {
                throw problem("a whole number from 0 to 255");
            } else if (level == MAX_DEPTH) {
                throw problem("at most 3 arrays around a pixel (rows, columns, channels)");
            } else {
                read(level + 1);
            }
            length++;
        }
        int other = lengths[level - 1];
        if (length == 0) {
            throw problem("at least one number in each array");
        }
        if (other != 0 && other != length) {
            throw problem("arrays of equal length at each depth, got one with %d elements and one with %d"
                    .formatted(other, length));
        }
        lengths[level - 1] = length;
    }

    private void add(int level) {
        int value = in.getStringLength() <= MAX_DIGITS ? in.getIntValue() : -1;
        if (value < 0 || value > 255) {
            throw problem("a whole number from 0 to 255");
        }
        if (depth != level) {
            if (depth != 0) {
                throw problem("all pixels at the same depth of arrays");
            }
            depth = level;
        }
        if (count == maxValues) {
            throw new Problem(413, "the picture has more pixels than allowed: send a smaller one");
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(2, count));
        }
        values[count++] = (byte) value;
    }

    private Problem problem(String expected) {
        TokenStreamLocation at = in.currentTokenLocation();
        return new Problem(
                400,
                "\"pixels\": expected %s, at line %d, column %d of the body"
                        .formatted(expected, at.getLineNr(), at.getColumnNr()));
    }
}
