package dev.reprise.inference.http.body;

import dev.reprise.data.DataException;
import dev.reprise.data.images.DecodingLimits;
import dev.reprise.data.images.PixelImage;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A picture in a JSON body: its pixels, or an image file that is still to be decoded. */
public sealed interface JsonPicture {

    /** The picture; an image file is decoded, and called {@code name} in errors. */
    PixelImage decode(String name, DecodingLimits limits);

    /** A picture whose pixels were in the body. */
    record Pixels(PixelImage picture) implements JsonPicture {
        @Override
        public PixelImage decode(String name, DecodingLimits limits) {
            return picture;
        }
    }

    /** An image file in base64 or a {@code data:} URL. */
    record Encoded(String base64) implements JsonPicture {
        @Override
        public PixelImage decode(String name, DecodingLimits limits) {
            return ImageBody.one(name, Base64Text.decode(name, base64), limits);
        }
    }

    /** The fields of a picture, as far as they have been read. */
    final class Fields {
        static final String NAMES = "pixels, width, height, channels, image, b64";

        private final long maxPixels;
        private PixelArray pixels; // null until it is read, as the image
        private String image;
        private int width; // 0 if it is not given, as height and channels
        private int height;
        private int channels;

        Fields(long maxPixels) {
            this.maxPixels = maxPixels;
        }

        boolean isEmpty() {
            return pixels == null && image == null && width + height + channels == 0;
        }

        /**
         * Takes a field.
         *
         * @param array gives the array of pixels that starts at the parser's token
         * @return whether a picture has such a field
         */
        boolean take(JsonParser in, String name, JsonToken token, Function<JsonParser, PixelArray> array) {
            switch (name) {
                case "pixels" -> {
                    if (pixels != null || token != JsonToken.START_ARRAY) {
                        throw JsonBody.problem("\"pixels\" to be one array");
                    }
                    pixels = array.apply(in);
                }
                case "image", "b64" -> {
                    if (image != null || token != JsonToken.VALUE_STRING) {
                        throw JsonBody.problem("\"" + name + "\" to be one image file in base64 or a data: URL");
                    }
                    image = in.getString();
                }
                case "width" -> width = size(in, token, name);
                case "height" -> height = size(in, token, name);
                case "channels" -> channels = size(in, token, name);
                default -> {
                    return false;
                }
            }
            return true;
        }

        JsonPicture picture() {
            if (pixels == null && image == null) {
                throw new Problem(
                        400, "\"pixels\" is missing: send rows of whole numbers 0–255, or \"image\" with base64");
            }
            if (image == null) {
                return new Pixels(ofPixels());
            }
            if (pixels != null || width + height + channels > 0) {
                throw JsonBody.problem("either \"pixels\" or \"image\", which has its own size");
            }
            return new Encoded(image);
        }

        private PixelImage ofPixels() {
            boolean flat = pixels.depth() == 1;
            if (flat && (width == 0 || height == 0)) {
                throw JsonBody.problem("\"width\" and \"height\" for a flat array of pixels, or rows of pixels");
            }
            int rows = flat ? height : pixels.length(1);
            int columns = flat ? width : pixels.length(2);
            int values = flat ? Math.max(1, channels) : pixels.depth() == 2 ? 1 : pixels.length(3);
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
                        ? PixelImage.gray(rows, columns, pixels.values())
                        : PixelImage.rgb(rows, columns, pixels.values());
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
                throw JsonBody.problem("\"" + name + "\" to be a whole number from 1");
            }
            return in.getIntValue();
        }
    }
}
