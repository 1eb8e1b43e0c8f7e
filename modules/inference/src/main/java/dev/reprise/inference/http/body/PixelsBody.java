package dev.reprise.inference.http.body;

import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import dev.reprise.files.Json;
import dev.reprise.inference.InputFit;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a picture from JSON: {@code {"pixels": …, "fit": "auto", "showInput": true}}.
 *
 * <p>{@code pixels} are whole numbers 0–255: rows of grey values, rows of {@code [red, green, blue]}, or one flat array
 * with {@code width}, {@code height} and (3 for colour) {@code channels}.
 */
final class PixelsBody {
    private static final byte[] RESUMED = "{\"pixels\":0".getBytes(StandardCharsets.US_ASCII);
    private static final int TOKENS_RESUMED = 3;

    private final byte[] body;
    private final long maxPixels;

    private Optional<PixelArray> pixels = Optional.empty();
    private int width;
    private int height;
    private int channels;
    private InputFit fit = InputFit.AUTO;
    private boolean showInput;

    private PixelsBody(byte[] body, long maxPixels) {
        this.body = body;
        this.maxPixels = maxPixels;
    }

    /** Throws {@link Problem} where the body is not as described. */
    static Question read(byte[] body, long maxPixels) {
        return new PixelsBody(body, maxPixels).read();
    }

    private Question read() {
        try {
            byte[] rest = body;
            try (JsonParser in = Json.MAPPER.createParser(body)) {
                if (in.nextToken() != JsonToken.START_OBJECT) {
                    throw problem("an object such as {\"pixels\": [[0, 255], [255, 0]]}");
                }
                rest = fields(in);
            }
            if (pixels.isEmpty()) {
                throw new Problem(400, "\"pixels\" is missing: send rows of whole numbers 0–255");
            }
            try (JsonParser in = Json.MAPPER.createParser(rest)) {
                for (int i = 0; i < TOKENS_RESUMED; i++) {
                    in.nextToken();
                }
                fields(in);
            }
        } catch (JacksonException e) {
            throw new Problem(400, "the body is no JSON: " + Json.cause(e), e);
        }
        return new Question(picture(pixels.orElseThrow()), fit, showInput);
    }

    /** Reads fields to the end, or to the end of {@code pixels}; then returns an object that has those after it. */
    private byte[] fields(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (name.equals("pixels")) {
                return scanPixels(in, token);
            }
            field(in, name, token);
        }
        if (in.nextToken() != null) {
            throw problem("nothing after the object");
        }
        return body;
    }

    private byte[] scanPixels(JsonParser in, JsonToken token) {
        if (token != JsonToken.START_ARRAY || pixels.isPresent()) {
            throw problem("\"pixels\" to be one array");
        }
        int from = (int) in.currentTokenLocation().getByteOffset();
        PixelArray array = PixelArray.scan(body, from, 3 * maxPixels);
        pixels = Optional.of(array);
        byte[] rest = new byte[RESUMED.length + body.length - array.end()];
        System.arraycopy(RESUMED, 0, rest, 0, RESUMED.length);
        System.arraycopy(body, array.end(), rest, RESUMED.length, body.length - array.end());
        return rest;
    }

    private void field(JsonParser in, String name, JsonToken token) {
        switch (name) {
            case "width" -> width = size(in, token, name);
            case "height" -> height = size(in, token, name);
            case "channels" -> channels = size(in, token, name);
            case "fit" -> {
                if (token != JsonToken.VALUE_STRING) {
                    throw problem("\"fit\" to be \"auto\", \"drawing\" or \"stretch\"");
                }
                fit = Question.fit(in.getString());
            }
            case "showInput" -> {
                if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                    throw problem("\"showInput\" to be true or false");
                }
                showInput = token == JsonToken.VALUE_TRUE;
            }
            default -> throw problem("the fields pixels, width, height, channels, fit, showInput and no other");
        }
    }

    private PixelImage picture(PixelArray array) {
        boolean flat = array.depth() == 1;
        if (flat && (width == 0 || height == 0)) {
            throw problem("\"width\" and \"height\" beside flat pixels; or send them as rows");
        }
        int rows = flat ? height : array.length(1);
        int columns = flat ? width : array.length(2);
        int values = flat ? Math.max(1, channels) : array.depth() == 2 ? 1 : array.length(3);
        requireSame("height", height, rows);
        requireSame("width", width, columns);
        requireSame("channels", channels, values);
        if ((long) rows * columns > maxPixels) {
            throw new Problem(413, "the picture has more than the " + maxPixels + " pixels allowed: send it smaller");
        }
        if (values != 1 && values != 3) {
            throw new Problem(422, "a pixel is 1 number (grey) or 3 (red, green, blue), not " + values);
        }
        try {
            return values == 1
                    ? PixelImage.grey(rows, columns, array.values())
                    : PixelImage.rgb(rows, columns, array.values());
        } catch (DataException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    private static void requireSame(String what, int said, int is) {
        if (said != 0 && said != is) {
            throw new Problem(422, "\"" + what + "\" is " + said + ", the pixels have " + is);
        }
    }

    private static int size(JsonParser in, JsonToken token, String name) {
        if (token != JsonToken.VALUE_NUMBER_INT
                || in.getNumberType() != JsonParser.NumberType.INT
                || in.getIntValue() < 1) {
            throw problem("\"" + name + "\" to be a whole number from 1");
        }
        return in.getIntValue();
    }

    private static Problem problem(String expected) {
        return new Problem(400, "the body: expected " + expected);
    }
}
