package dev.reprise.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the service says of the pictures of a request, in their order; named as {@code predict --json} names it. */
record Answer(List<One> predictions) {

    /**
     * What it says of one picture.
     *
     * @param input rows of pixels 0–255, each a number or {@code [red, green, blue]}; where it was asked for
     */
    record One(
            @JsonProperty("class") String best,
            float probability,
            Map<String, Float> probabilities,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<List<Object>>> input) {}

    static Answer of(List<Prediction> predictions, Optional<List<NetInput>> shown) {
        List<One> all = new ArrayList<>(predictions.size());
        for (int i = 0; i < predictions.size(); i++) {
            Prediction prediction = predictions.get(i);
            Prediction.ClassProbability best = prediction.best();
            int index = i;
            all.add(new One(
                    best.name(),
                    best.probability(),
                    prediction.probabilities(),
                    shown.map(inputs -> rows(inputs.get(index)))));
        }
        return new Answer(all);
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
