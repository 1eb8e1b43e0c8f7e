package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;

/** How the pictures that a net was trained on became its inputs, so that others are prepared alike. */
public record InputPreparation(Placement placement, Background background) {
    private static final Shape DRAWING = new Shape(1, 28, 28);
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** What of a picture becomes the input. */
    public enum Placement {
        /** Its ink, light on black, scaled to 20×20 and centered by its mass in 28×28, as in MNIST. */
        @JsonProperty("centered-ink")
        CENTERED_INK,

        /** All of it, stretched. */
        @JsonProperty("whole-picture")
        WHOLE_PICTURE
    }

    /** How light the edges of the training pictures are. */
    public enum Background {
        @JsonProperty("dark")
        DARK,
        @JsonProperty("light")
        LIGHT,
        /** Not known, neither, or some are dark and some light. */
        @JsonProperty("mixed")
        MIXED;

        private static final int NEAR = 64; // ours, of 255: how far from black or white

        /**
         * The background of a gray picture, by the median of its outermost pixels.
         *
         * @param lumas (height, width), 0–255
         */
        public static Background of(byte[] lumas, int height, int width) {
            int median = edgeMedian(lumas, height, width);
            return median < NEAR ? DARK : median > 255 - NEAR ? LIGHT : MIXED;
        }
    }

    /**
     * The median of a picture's outermost pixels, the upper one of an even number.
     *
     * @param plane (height, width), 0–255
     */
    public static int edgeMedian(byte[] plane, int height, int width) {
        int[] counts = new int[256];
        int edge = 0;
        for (int y = 0; y < height; y++) {
            int step = y == 0 || y == height - 1 ? 1 : Math.max(1, width - 1);
            for (int x = 0; x < width; x += step) {
                counts[plane[y * width + x] & 0xFF]++;
                edge++;
            }
        }
        int median = 0;
        for (int seen = counts[0]; seen <= edge / 2; seen += counts[median]) {
            median++;
        }
        return median;
    }

    /** Of a net that does not record it: ink for nets that read digits of 28×28 pixels, as version 0.1 had it. */
    static InputPreparation unrecorded(Shape input, List<String> classes) {
        boolean digits = input.equals(DRAWING) && classes.equals(DIGITS);
        return new InputPreparation(digits ? Placement.CENTERED_INK : Placement.WHOLE_PICTURE, Background.MIXED);
    }
}
