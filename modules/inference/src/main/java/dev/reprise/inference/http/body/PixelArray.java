package dev.reprise.inference.http.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The numbers of the first JSON array in a body.
 *
 * <p>Nearly all of a request is these numbers, so they are scanned byte by byte: as tokens of Jackson they took three
 * times as long, and the service answered a fifth fewer requests for a small perceptron.
 */
final class PixelArray {
    private static final int MAX_DEPTH = 3; // rows, columns, channels
    private static final int CHANNELS = 3;
    private static final int WHITE = 255;

    private static final Pattern FRACTION = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private final byte[] body;
    private final long maxValues;
    private final int start; // behind the opening bracket
    private int at;

    private final int[] lengths = new int[MAX_DEPTH]; // of the arrays at each depth; 0 until the first one ends
    private int depth; // of the numbers: 1 flat, 2 gray, 3 in color; 0 before the first
    private byte[] values = new byte[1024];
    private int count;
    private boolean fractions; // whether the numbers are 0–1, not 0–255

    private PixelArray(byte[] body, int start, long maxValues) {
        this.body = body;
        this.start = start;
        this.at = start;
        this.maxValues = maxValues;
    }

    /** Where the first array starts; the length of the body if it has none. */
    static int firstBracket(byte[] body) {
        int open = 0;
        while (open < body.length && body[open] != '[') {
            open++;
        }
        return open;
    }

    /**
     * Scans the array that starts at {@code open}; it is empty if that is the end of the body. Throws {@link Problem} if it does
     * not have the form of pixels.
     */
    static PixelArray at(byte[] body, int open, long maxPixels) {
        PixelArray array = new PixelArray(body, Math.min(open + 1, body.length), CHANNELS * maxPixels);
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
        int start = at - 1;
        int value = first - '0';
        boolean valid = isDigit(first);
        while (at < body.length && isDigit(body[at])) {
            valid &= value > 0; // JSON has no leading zeros
            value = 10 * value + body[at++] - '0';
            valid &= value <= WHITE;
        }
        if (valid && at < body.length && (body[at] == '.' || body[at] == 'e' || body[at] == 'E')) {
            return fraction(start);
        }
        if (!valid || (fractions && value > 1)) {
            throw problem("a whole number from 0 to 255" + (fractions ? ", or 0 to 1 beside fractions" : ""));
        }
        return fractions ? WHITE * value : value;
    }

    /** A number such as 0.5: from now on, and of the whole numbers before, 1 is white. */
    private int fraction(int start) {
        while (at < body.length && (isDigit(body[at]) || ".eE+-".indexOf(body[at]) >= 0)) {
            at++;
        }
        String text = new String(body, start, at - start, StandardCharsets.US_ASCII);
        double value = FRACTION.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (value < 0 || value > 1) {
            throw problem("fractions from 0 to 1, or whole numbers from 0 to 255");
        }
        for (int i = 0; i < count && !fractions; i++) {
            if (values[i] < 0 || values[i] > 1) {
                throw problem("fractions from 0 to 1 alone, or whole numbers from 0 to 255 alone");
            }
            values[i] = (byte) (WHITE * values[i]);
        }
        fractions = true;
        return (int) Math.round(WHITE * value);
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
