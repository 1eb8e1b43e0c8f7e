package dev.reprise.files.tensor;

import dev.reprise.files.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

/**
 * The safetensors format: the length of a JSON header (8 bytes, little-endian), the header, the bytes of the tensors.
 *
 * <p>See https://github.com/huggingface/safetensors.
 */
public final class SafetensorsFile {
    private static final String METADATA = "__metadata__";
    private static final long MAX_HEADER = 100_000_000; // as the format says

    private SafetensorsFile() {}

    private record Entry(String dtype, List<Long> shape, List<Long> data_offsets) {}

    /** The bytes of a file with these tensors and this metadata. */
    public static byte[] encode(Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
        // the largest numbers first: so each tensor begins at a multiple of the size of its numbers
        ordered.sort(Comparator.comparing(tensor -> -tensor.getValue().type().bytes()));
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, metadata);
        long end = 0;
        for (Map.Entry<String, Tensor> tensor : ordered) {
            long start = end;
            end += tensor.getValue().bytes().remaining();
            header.put(
                    tensor.getKey(),
                    new Entry(
                            tensor.getValue().type().safetensors(),
                            tensor.getValue().shape(),
                            List.of(start, end)));
        }
        byte[] json = Json.MAPPER.writeValueAsBytes(header);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + padded + end))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json)
                .put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
        ordered.forEach(tensor -> bytes.put(tensor.getValue().bytes()));
        return bytes.array();
    }

    /** The tensors of a file, in the order of its header. Throws {@link IOException} that says what is wrong with the bytes. */
    static Map<String, Tensor> decode(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < Long.BYTES ? -1 : in.getLong();
        if (length < 2 || length > Math.min(MAX_HEADER, in.remaining())) {
            throw new IOException("expected a safetensors header of at most " + Math.min(MAX_HEADER, in.remaining())
                    + " bytes, found one of " + Long.toUnsignedString(length));
        }
        byte[] json = new byte[(int) length];
        in.get(json);
        ByteBuffer data = in.slice();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<long[]> places = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header(json).properties()) {
            if (!entry.getKey().equals(METADATA)) {
                try {
                    tensors.put(entry.getKey(), tensor(entry.getValue(), data, places));
                } catch (IOException e) {
                    throw new IOException("tensor '" + entry.getKey() + "': " + e.getMessage(), e);
                }
            }
        }
        requireEachByteOnce(places, data.remaining());
        return tensors;
    }

    private static JsonNode header(byte[] json) throws IOException {
        try {
            JsonNode header = Json.MAPPER
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readValue(json);
            if (header.isObject()) {
                return header;
            }
        } catch (JacksonException e) {
            throw new IOException("the safetensors header is not JSON: " + Json.cause(e), e);
        }
        throw new IOException("the safetensors header is not a JSON object");
    }

    private static Tensor tensor(JsonNode entry, ByteBuffer data, List<long[]> places) throws IOException {
        ElementType type = ElementType.ofSafetensors(entry.path("dtype").asString(""));
        List<Long> shape = numbers(entry.path("shape"));
        List<Long> place = numbers(entry.path("data_offsets"));
        if (place.size() != 2 || place.get(0) > place.get(1) || place.get(1) > data.remaining()) {
            throw new IOException("expected a begin and an end within " + data.remaining() + " bytes, found " + place);
        }
        places.add(new long[] {place.get(0), place.get(1)});
        ByteBuffer bytes = data.duplicate();
        bytes.position((int) (long) place.get(0)).limit((int) (long) place.get(1));
        return Tensor.of(type, shape, bytes);
    }

    private static List<Long> numbers(JsonNode list) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : list) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
                throw new IOException("expected sizes and offsets from 0, found " + number);
            }
            numbers.add(number.asLong());
        }
        if (!list.isArray()) {
            throw new IOException("expected a list of sizes or offsets, found none");
        }
        return numbers;
    }

    private static void requireEachByteOnce(List<long[]> places, long length) throws IOException {
        places.sort(Comparator.<long[]>comparingLong(place -> place[0]).thenComparingLong(place -> place[1]));
        long end = 0;
        for (long[] place : places) {
            if (place[0] != end) {
                throw new IOException("tensors overlap or leave a gap at byte " + Math.min(place[0], end));
            }
            end = place[1];
        }
        if (end != length) {
            throw new IOException("the tensors end at byte " + end + " of " + length);
        }
    }
}
