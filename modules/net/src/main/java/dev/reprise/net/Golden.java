package dev.reprise.net;

import java.util.List;

/**
 * Inputs and the outputs that the trainer computed for them, so that a loader can prove itself.
 *
 * @param inputs raw inputs, each a row of pixels 0–255 in the order (channel, row, column), or of features
 * @param outputs what the net puts out for each
 * @param probabilities the same as probabilities of the classes; none for a regression
 */
record Golden(List<float[]> inputs, List<float[]> outputs, List<float[]> probabilities) {

    /** Outputs of another device or library version may differ in the last digits: this much of the largest. */
    private static final double TOLERANCE = 1e-3;

    /** Throws {@link NetException} where these outputs are not the golden ones. */
    void require(List<float[]> actual) {
        for (int i = 0; i < outputs.size(); i++) {
            float[] expected = outputs.get(i);
            double largest = 1;
            double difference = 0;
            for (int j = 0; j < expected.length; j++) {
                largest = Math.max(largest, Math.abs(expected[j]));
                difference = Math.max(difference, Math.abs(expected[j] - actual.get(i)[j]));
            }
            if (!(difference <= TOLERANCE * largest)) {
                throw new NetException(
                        "golden input " + i + " gives other outputs than the trainer computed: they differ by "
                                + difference + ", at most " + TOLERANCE * largest + " expected");
            }
        }
    }
}
