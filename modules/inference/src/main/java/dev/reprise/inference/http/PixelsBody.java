package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.data.Picture;
import dev.reprise.inference.Fit;
import dev.reprise.net.Json;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a picture from JSON: {@code {"pixels": …, "fit": "auto", "showInput": true}}.
 *
 * <p>{@code pixels} are whole numbers 0–255: rows of grey values, rows of {@code [red, green, blue]}, or one flat array
 * with {@code width}, {@code height} and (3 for colour) {@code channels}. A streaming parser, as this is the way of the
 * many: nothing is made for a pixel but its byte.
 */
final class PixelsBody {
    private static final int DEEPEST = 3; // rows, columns, channels

    private final long maxPixels;
    private final int[] lengths = new int[DEEPEST]; // of the arrays at each depth; 0 while none has ended
    private int depth; // of the numbers: 1 flat, 2 grey, 3 in colour
    private byte[] values = new byte[1024];
    private int count;

    private int width;
    private int height;
    private int channels;
    private Fit fit = Fit.AUTO;
    private boolean showInput;

    private PixelsBody(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Throws {@link Problem} where the body is not as described. */
    static Question read(byte[] body, long maxPixels) {
        return new PixelsBody(maxPixels).read(body);
    }

    private Question read(byte[] body) {
        try (JsonParser in = Json.MAPPER.createParser(body)) {
            expect(in, in.nextToken(), JsonToken.START_OBJECT, "an object such as {\"pixels\": [[0, 255], [255, 0]]}");
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                field(in, in.currentName());
            }
            if (in.nextToken() != null) {
                throw problem(in, "nothing after the object");
            }
        } catch (JacksonException e) {
            throw new Problem(400, "the body is no JSON: " + Json.cause(e), e);
        }
        return Question.of(picture(), fit, showInput);
    }

    private void field(JsonParser in, String name) {
        JsonToken token = in.nextToken();
        switch (name) {
            case "pixels" -> {
                count = 0;
                depth = 0;
                Arrays.fill(lengths, 0);
                expect(in, token, JsonToken.START_ARRAY, "\"pixels\" to be an array");
                array(in, 1);
            }
            case "width" -> width = size(in, token, name);
            case "height" -> height = size(in, token, name);
            case "channels" -> channels = size(in, token, name);
            case "fit" -> {
                expect(in, token, JsonToken.VALUE_STRING, "\"fit\" to be auto, drawing or stretch");
                fit = Question.fit(in.getString());
            }
            case "showInput" -> {
                if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                    throw problem(in, "\"showInput\" to be true or false");
                }
                showInput = token == JsonToken.VALUE_TRUE;
            }
            default ->
                throw new Problem(
                        400,
                        "unknown field \"" + shortened(name)
                                + "\": expected pixels, width, height, channels, fit, showInput");
        }
    }

    private void array(JsonParser in, int level) {
        int length = 0;
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                add(in, level);
            } else if (token == JsonToken.START_ARRAY && level < DEEPEST) {
                array(in, level + 1);
            } else {
                throw problem(in, "pixels to be whole numbers 0–255 in at most 3 arrays: rows, columns, channels");
            }
            length++;
        }
        int seen = lengths[level - 1];
        if (length == 0 || (seen != 0 && seen != length)) {
            throw problem(
                    in,
                    "arrays of equal length at each depth of the pixels; one has %d, another %d"
                            .formatted(length, seen));
        }
        lengths[level - 1] = length;
    }

    private void add(JsonParser in, int level) {
        int value = in.getNumberType() == JsonParser.NumberType.INT ? in.getIntValue() : -1;
        if (value < 0 || value > 255) {
            throw new Problem(
                    422, "pixels are whole numbers 0–255; number " + (count + 1) + " is " + shortened(in.getString()));
        }
        if (depth != level) {
            if (depth != 0) {
                throw problem(in, "all pixels at one depth of arrays");
            }
            depth = level;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(2, count));
        }
        values[count++] = (byte) value;
        if (count > 3 * maxPixels) {
            throw tooMany();
        }
    }

    private Picture picture() {
        if (depth == 0) {
            throw new Problem(400, "\"pixels\" is missing: send rows of whole numbers 0–255");
        }
        if (depth == 1 && (width == 0 || height == 0)) {
            throw new Problem(400, "flat pixels need \"width\" and \"height\"; or send them as rows");
        }
        int rows = depth == 1 ? height : lengths[0];
        int columns = depth == 1 ? width : lengths[1];
        int values = depth == 1 ? Math.max(1, channels) : depth == 2 ? 1 : lengths[2];
        requireSame("height", height, rows);
        requireSame("width", width, columns);
        requireSame("channels", channels, values);
        if ((long) rows * columns > maxPixels) {
            throw tooMany();
        }
        if (values != 1 && values != 3) {
            throw new Problem(422, "a pixel is 1 number (grey) or 3 (red, green, blue), not " + values);
        }
        byte[] pixels = Arrays.copyOf(this.values, count);
        try {
            return values == 1 ? Picture.grey(rows, columns, pixels) : Picture.rgb(rows, columns, pixels);
        } catch (DataException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    private static void requireSame(String what, int said, int is) {
        if (said != 0 && said != is) {
            throw new Problem(422, "\"" + what + "\" is " + said + ", the pixels have " + is);
        }
    }

    private Problem tooMany() {
        return new Problem(413, "the picture has more than the " + maxPixels + " pixels allowed: send it smaller");
    }

    private static int size(JsonParser in, JsonToken token, String name) {
        if (token != JsonToken.VALUE_NUMBER_INT
                || in.getNumberType() != JsonParser.NumberType.INT
                || in.getIntValue() < 1) {
            throw problem(in, "\"" + name + "\" to be a whole number from 1");
        }
        return in.getIntValue();
    }

    private static void expect(JsonParser in, JsonToken came, JsonToken wanted, String what) {
        if (came != wanted) {
            throw problem(in, what);
        }
    }

    private static Problem problem(JsonParser in, String expected) {
        return new Problem(
                400,
                "expected " + expected
                        + " (line %d, column %d of the body)"
                                .formatted(
                                        in.currentTokenLocation().getLineNr(),
                                        in.currentTokenLocation().getColumnNr()));
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20).toLowerCase(Locale.ROOT) + "…";
    }
}
