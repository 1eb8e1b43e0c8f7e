package dev.reprise.training;

import dev.reprise.data.Confusion;
import dev.reprise.data.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the net says of each test example: {@code predictions.csv}, and the confusion drawn from it. */
record Predictions(ImageSet test, List<float[]> probabilities) {

    /** The table: {@code index,label,predicted,p0,p1,…}. */
    List<String> csv() {
        int classes = test.classes().size();
        List<String> lines = new ArrayList<>(probabilities.size() + 1);
        StringBuilder line = new StringBuilder("index,label,predicted");
        IntStream.range(0, classes).forEach(k -> line.append(",p").append(k));
        lines.add(line.toString());
        for (int i = 0; i < probabilities.size(); i++) {
            line.setLength(0);
            line.append(i).append(',').append(test.label(i)).append(',').append(predicted(i));
            for (float p : probabilities.get(i)) {
                line.append(',').append(p);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    Confusion confusion() {
        return Confusion.of(
                test.classes().size(),
                IntStream.range(0, test.size()).map(test::label).toArray(),
                IntStream.range(0, test.size()).map(this::predicted).toArray());
    }

    /** The class with the highest probability, the first of equals. */
    private int predicted(int i) {
        float[] row = probabilities.get(i);
        int highest = 0;
        for (int k = 1; k < row.length; k++) {
            if (row[k] > row[highest]) {
                highest = k;
            }
        }
        return highest;
    }
}
