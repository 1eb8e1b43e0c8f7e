package dev.reprise.inference.http.body;

import java.util.Arrays;

/**
 * The numbers of the first JSON array in a body.
 *
 * <p>Nearly all of a request is these numbers, so they are scanned byte by byte: as tokens of Jackson they took three
 * times as long, and the service answered a fifth fewer requests for a small perceptron.
 */
final class PixelArray {
    private static final int MAX_DEPTH = 3; // rows, columns, channels

    private final byte[] body;
    private final long maxValues;
    private final int start; // behind the opening bracket
    private int at;

    private final int[] lengths = new int[MAX_DEPTH]; // of the arrays at each depth; 0 until the first one ends
    private int depth; // of the numbers: 1 flat, 2 gray, 3 in color; 0 before the first
    private byte[] values = new byte[1024];
    private int count;

    private PixelArray(byte[] body, int start, long maxValues) {
        this.body = body;
        this.start = start;
        this.at = start;
        this.maxValues = maxValues;
    }

    /** Scans the first array; it is empty if the body has none. Throws {@link Problem} if it does not have the form of pixels. */
    static PixelArray firstIn(byte[] body, long maxValues) {
        int open = 0;
        while (open < body.length && body[open] != '[') {
            open++;
        }
        PixelArray array = new PixelArray(body, Math.min(open + 1, body.length), maxValues);
        if (open < body.length) {
            array.scan(1);
        }
        return array;
    }

    /** The body with nothing between the brackets of the array. */
    byte[] rest() {
        int end = count == 0 ? at : at - 1; // the closing bracket
        byte[] rest = Arrays.copyOf(body, start + body.length - end);
        System.arraycopy(body, end, rest, start, body.length - end);
        return rest;
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

    private void scan(int level) {
        int length = 0;
        byte next;
        do {
            element(level);
            length++;
            next = next();
        } while (next == ',');
        if (next != ']') {
            throw problem("',' or ']'");
        }
        int other = lengths[level - 1];
        if (other != 0 && other != length) {
            throw problem("arrays of equal length at each depth, got one with %d elements and one with %d"
                    .formatted(other, length));
        }
        lengths[level - 1] = length;
    }

    private void element(int level) {
        byte next = next();
        if (next == '[') {
            if (level == MAX_DEPTH) {
                throw problem("at most 3 arrays around a pixel (rows, columns, channels)");
            }
            scan(level + 1);
            return;
        }
        int value = number(next);
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

    private int number(byte first) {
        int value = first - '0';
        boolean valid = isDigit(first);
        while (at < body.length && isDigit(body[at])) {
            valid &= value > 0; // JSON has no leading zeros
            value = 10 * value + body[at++] - '0';
            valid &= value <= 255;
        }
        if (!valid) {
            throw problem("a whole number from 0 to 255");
        }
        if (at < body.length && (body[at] == '.' || body[at] == 'e' || body[at] == 'E')) {
            throw problem("whole numbers from 0 to 255, got a fraction (multiply 0–1 by 255 and round)");
        }
        return value;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private byte next() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        if (at == body.length) {
            throw new Problem(400, "the body ends within \"pixels\": was it cut off?");
        }
        return body[at++];
    }

    private Problem problem(String expected) {
        return new Problem(400, "\"pixels\": expected " + expected + ", at byte " + at + " of the body");
    }
}
