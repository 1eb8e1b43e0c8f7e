package dev.reprise.inference.http.body;

import dev.reprise.files.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Pictures in JSON: one as {@code {"pixels": …}} or {@code {"image": "base64"}}, several as {@code {"instances": […]}}, of which
 * each is such an object, an array of pixels, or {@code {"b64": "base64"}} as in TensorFlow Serving's API. {@code fit} and {@code
 * showInput} are fields beside them.
 *
 * @param pictures in their order
 */
public record JsonBody(List<JsonPicture> pictures, PredictOptions options) {
    private static final String INSTANCES = "instances";

    /**
     * Reads a body.
     *
     * @param maxPictures that it may have
     * @param maxPixels that a picture may have
     * @throws Problem if the body is not as described
     */
    public static JsonBody read(byte[] body, int maxPictures, long maxPixels) {
        Reader reader = new Reader(body, maxPictures, maxPixels);
        int array = PixelArray.firstBracket(body);
        if (new String(body, 0, array, StandardCharsets.ISO_8859_1).contains("\"" + INSTANCES + "\"")) {
            reader.read(body);
        } else {
            // nearly all of the body is the first array: what is left without it is read as JSON
            reader.first = PixelArray.at(body, array, maxPixels);
            reader.read(reader.first.rest());
        }
        return new JsonBody(List.copyOf(reader.pictures), reader.options);
    }

    private static final class Reader {
        private final byte[] body;
        private final int maxPictures;
        private final long maxPixels;
        private final List<JsonPicture> pictures = new ArrayList<>();
        private PixelArray first; // what has been taken out of the JSON that is read; null if nothing has
        private PredictOptions options = PredictOptions.DEFAULT;

        Reader(byte[] body, int maxPictures, long maxPixels) {
            this.body = body;
            this.maxPictures = maxPictures;
            this.maxPixels = maxPixels;
        }

        void read(byte[] json) {
            try (JsonParser in = Json.MAPPER.createParser(json)) {
                if (in.nextToken() != JsonToken.START_OBJECT) {
                    throw problem("an object such as {\"pixels\": [[0, 255], [255, 0]]}");
                }
                JsonPicture.Fields one = new JsonPicture.Fields(maxPixels);
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    field(in, in.currentName(), in.nextToken(), one);
                }
                if (in.nextToken() != null) {
                    throw problem("nothing after the object");
                }
                if (pictures.isEmpty() || !one.isEmpty()) {
                    add(one.picture());
                }
            } catch (UnexpectedEndOfInputException e) {
                throw new Problem(400, "the body ends before its JSON does: was it cut off?", e);
            } catch (JacksonException e) {
                throw new Problem(400, "the body is not valid JSON: " + Json.cause(e), e);
            }
        }

        private void field(JsonParser in, String name, JsonToken token, JsonPicture.Fields one) {
            switch (name) {
                case INSTANCES -> instances(in, token);
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
                default -> {
                    if (!one.take(in, name, token, this::pixels)) {
                        throw problem("only the fields " + JsonPicture.Fields.NAMES + ", instances, fit, showInput");
                    }
                }
            }
        }

        private void instances(JsonParser in, JsonToken token) {
            if (token != JsonToken.START_ARRAY) {
                throw problem("\"instances\" to be an array of pictures");
            }
            for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                JsonPicture.Fields fields = new JsonPicture.Fields(maxPixels);
                if (next == JsonToken.START_ARRAY) {
                    fields.take(in, "pixels", next, this::pixels);
                } else if (next == JsonToken.START_OBJECT) {
                    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                        if (!fields.take(in, in.currentName(), in.nextToken(), this::pixels)) {
                            throw problem("only the fields " + JsonPicture.Fields.NAMES + " in an instance");
                        }
                    }
                } else {
                    throw problem("an instance to be an array of pixels, or an object with pixels, image or b64");
                }
                add(fields.picture());
            }
            if (pictures.isEmpty()) {
                throw problem("at least one instance");
            }
        }

        /** The array of pixels that starts at the parser's token; the parser is then at its end. */
        private PixelArray pixels(JsonParser in) {
            if (first != null) {
                if (in.nextToken() != JsonToken.END_ARRAY) {
                    throw problem("\"pixels\" to be one array");
                }
                return first;
            }
            int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
            in.skipChildren();
            return PixelArray.at(body, start, maxPixels);
        }

        private void add(JsonPicture picture) {
            if (pictures.size() == maxPictures) {
                throw problem("at most " + maxPictures + " pictures");
            }
            pictures.add(picture);
        }
    }

    static Problem problem(String expected) {
        return new Problem(400, "the body: expected " + expected);
    }
}
