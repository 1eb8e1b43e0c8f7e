package dev.reprise.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.files.Json;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The answer to a request: the predictions of its pictures, in their order, named as {@code predict --json} names them.
 *
 * @param inputs what the net saw of each picture, if the request asks for it
 */
record Answer(List<Prediction> predictions, Optional<List<NetInput>> inputs) {

    /** One prediction in JSON; {@code input} has rows of pixels 0–255, each a number or {@code [red, green, blue]}. */
    private record InJson(
            @JsonUnwrapped Prediction prediction,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<List<Object>>> input) {}

    byte[] json() {
        List<InJson> all = IntStream.range(0, predictions.size())
                .mapToObj(i -> new InJson(predictions.get(i), inputs.map(shown -> rows(shown.get(i)))))
                .toList();
        return Json.MAPPER.writeValueAsBytes(Map.of("predictions", all));
    }

    private static List<List<Object>> rows(NetInput input) {
        int channels = (int) input.shape().get(0);
        int height = (int) input.shape().get(1);
        int width = (int) input.shape().get(2);
        byte[] pixels = input.pixels(); // (channels, height, width)
        List<List<Object>> rows = new ArrayList<>(height);
        for (int y = 0; y < height; y++) {
            List<Object> row = new ArrayList<>(width);
            for (int x = 0; x < width; x++) {
                List<Integer> pixel = new ArrayList<>(channels);
                for (int channel = 0; channel < channels; channel++) {
                    pixel.add(pixels[(channel * height + y) * width + x] & 0xFF);
                }
                row.add(channels == 1 ? pixel.get(0) : pixel);
            }
            rows.add(row);
        }
        return rows;
    }
}
