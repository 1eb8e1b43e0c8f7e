package dev.reprise.files.tensor;

import dev.reprise.files.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: the length of a JSON header (8 bytes, little-endian), the header, the bytes of the tensors.
 *
 * <p>See https://github.com/huggingface/safetensors.
 */
public final class SafetensorsFile {
    private static final String METADATA = "__metadata__";

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
}
