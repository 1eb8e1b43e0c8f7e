package dev.reprise.inference.http.body;

import java.util.Arrays;

/**
 * Scans the numbers of a JSON array of pixels in a body of UTF-8.
 *
 * <p>By hand, as nearly all of a request is these numbers: Jackson makes a token of each, which took a third of the time
 * of a prediction.
 */
final class PixelArray {
    private static final int DEEPEST = 3; // rows, columns, channels

    private final byte[] body;
    private final long most;
    private int at;

    private final int[] lengths = new int[DEEPEST]; // of the arrays at each depth; 0 while none has ended
    private int depth; // of the numbers: 1 flat, 2 grey, 3 in colour; 0 before the first
    private byte[] values = new byte[1024];
    private int count;

    private PixelArray(byte[] body, int from, long most) {
        this.body = body;
        this.at = from;
        this.most = most;
    }

    /**
     * Scans an array.
     *
     * @param from where its bracket opens
     * @param most values that are allowed
     */
    static PixelArray scan(byte[] body, int from, long most) {
        PixelArray array = new PixelArray(body, from + 1, most);
        array.array(1);
        return array;
    }

    /** Where its last bracket has closed. */
    int end() {
        return at;
    }

    /** The arrays around each number: 1 flat, 2 grey rows, 3 rows in colour. */
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

    private void array(int level) {
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
        int seen = lengths[level - 1];
        if (seen != 0 && seen != length) {
            throw problem(
                    "arrays of one length at each depth: one has %d elements, another %d".formatted(seen, length));
        }
        lengths[level - 1] = length;
    }

    private void element(int level) {
        byte next = next();
        if (next == '[') {
            if (level == DEEPEST) {
                throw problem("at most 3 arrays around a pixel: rows, columns, channels");
            }
            array(level + 1);
            return;
        }
        if (next < '0' || next > '9') {
            throw problem("a whole number 0–255");
        }
        if (depth != level) {
            if (depth != 0) {
                throw problem("all pixels at one depth of arrays");
            }
            depth = level;
        }
        add(number(next));
    }

    private int number(byte first) {
        int value = first - '0';
        while (at < body.length && body[at] >= '0' && body[at] <= '9') {
            value = 10 * value + body[at++] - '0';
            if (value > 255 || value < 10) { // below 10: a leading zero, which is no JSON
                throw problem("a whole number 0–255");
            }
        }
        return value;
    }

    private void add(int value) {
        if (count == most) {
            throw new Problem(413, "the picture has more pixels than are allowed: send it smaller");
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(2, count));
        }
        values[count++] = (byte) value;
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
