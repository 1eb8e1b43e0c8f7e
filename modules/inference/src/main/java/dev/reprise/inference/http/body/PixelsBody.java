package dev.reprise.inference.http.body;

import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import dev.reprise.files.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * A picture in JSON: {@code {"pixels": …, "fit": "auto", "showInput": true}}.
 *
 * <p>{@code pixels} are whole numbers 0–255: rows of gray values, rows of {@code [red, green, blue]}, or one flat array
 * with {@code width}, {@code height} and (3 for color) {@code channels}.
 */
public record PixelsBody(PixelImage picture, PredictOptions options) {
    private static final int CHANNELS = 3;

    /** Throws {@link Problem} where the body is not as described. */
    public static PixelsBody read(byte[] body, long maxPixels) {
        PixelArray pixels = PixelArray.firstIn(body, CHANNELS * maxPixels);
        Reader rest = new Reader();
        rest.read(pixels.rest());
        return new PixelsBody(rest.picture(pixels, maxPixels), rest.options);
    }

    /** The fields besides the numbers: what is left of the body has an empty array in their place. */
    private static final class Reader {
        private boolean hasPixels;
        private int width; // 0 if it is not given, as height and channels
        private int height;
        private int channels;
        private PredictOptions options = PredictOptions.DEFAULT;

        void read(byte[] rest) {
            try (JsonParser in = Json.MAPPER.createParser(rest)) {
                if (in.nextToken() != JsonToken.START_OBJECT) {
                    throw problem("an object such as {\"pixels\": [[0, 255], [255, 0]]}");
                }
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = in.currentName();
                    field(in, name, in.nextToken());
                }
                if (in.nextToken() != null) {
                    throw problem("nothing after the object");
                }
            } catch (UnexpectedEndOfInputException e) {
                throw new Problem(400, "the body ends before its JSON does: was it cut off?", e);
            } catch (JacksonException e) {
                throw new Problem(400, "the body is not valid JSON: " + Json.cause(e), e);
            }
            if (!hasPixels) {
                throw new Problem(400, "\"pixels\" is missing: send rows of whole numbers 0–255");
            }
        }

        private void field(JsonParser in, String name, JsonToken token) {
            switch (name) {
                case "pixels" -> {
                    if (hasPixels || token != JsonToken.START_ARRAY || in.nextToken() != JsonToken.END_ARRAY) {
                        throw problem("\"pixels\" to be one array");
                    }
                    hasPixels = true;
                }
                case "width" -> width = size(in, token, name);
                case "height" -> height = size(in, token, name);
                case "channels" -> channels = size(in, token, name);
                case "fit" -> {
                    if (token != JsonToken.VALUE_STRING) {
                        throw problem("\"fit\" to be \"auto\", \"drawing\" or \"stretch\"");
                    }
                    options = options.withFit(in.getString());
                }
                case "showInput" -> {
                    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                        throw problem("\"showInput\" to be true or false");
                    }
                    options = options.withShowInput(token == JsonToken.VALUE_TRUE);
                }
                default -> throw problem("only the fields pixels, width, height, channels, fit, showInput");
            }
        }

        PixelImage picture(PixelArray array, long maxPixels) {
            boolean flat = array.depth() == 1;
            if (flat && (width == 0 || height == 0)) {
                throw problem("\"width\" and \"height\" for a flat array of pixels, or rows of pixels");
            }
            int rows = flat ? height : array.length(1);
            int columns = flat ? width : array.length(2);
            int values = flat ? Math.max(1, channels) : array.depth() == 2 ? 1 : array.length(3);
            requireSame("height", height, rows);
            requireSame("width", width, columns);
            requireSame("channels", channels, values);
            if ((long) rows * columns > maxPixels) {
                throw new Problem(
                        413, "the picture has more than the " + maxPixels + " pixels allowed: send a smaller one");
            }
            if (values != 1 && values != 3) {
                throw new Problem(422, "expected 1 number per pixel (gray) or 3 (red, green, blue), got " + values);
            }
            try {
                return values == 1
                        ? PixelImage.gray(rows, columns, array.values())
                        : PixelImage.rgb(rows, columns, array.values());
            } catch (DataException e) {
                throw new Problem(422, e.getMessage(), e);
            }
        }

        private static void requireSame(String what, int stated, int actual) {
            if (stated != 0 && stated != actual) {
                throw new Problem(422, "\"" + what + "\" is " + stated + ", but the pixels have " + actual);
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
}
