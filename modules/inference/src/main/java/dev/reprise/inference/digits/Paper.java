package dev.reprise.inference.digits;

import dev.reprise.data.DataException;
import java.util.Arrays;

/** A drawing on even paper, whose luma is the median of the outermost pixels, and the ink against it. */
final class Paper {
    private static final int MIN_CONTRAST = 16; // ours: of 255; less is the noise of a camera on blank paper

    private final byte[] lumas; // (height, width)
    private final int paper; // its luma
    private final int[] differences; // of each pixel's luma from the paper's
    private final boolean inkIsLighter;
    private final int contrast;

    /** Throws {@link DataException} if the picture is blank. */
    Paper(byte[] lumas, int height, int width) {
        this.lumas = lumas;
        this.paper = medianOfEdge(lumas, height, width);
        this.differences = new int[lumas.length];
        for (int i = 0; i < lumas.length; i++) {
            differences[i] = (lumas[i] & 0xFF) - paper;
        }
        this.inkIsLighter = Ink.isLighter(differences);
        this.contrast = Ink.contrast(differences, inkIsLighter);
        if (contrast < MIN_CONTRAST) {
            throw new DataException(
                    "no ink found: the pixels differ from those at the edge by at most %d of 255, expected %d or more"
                            .formatted(contrast, MIN_CONTRAST));
        }
    }

    /** Whether it is black under light ink, or white under dark ink. */
    boolean isPure() {
        return (inkIsLighter ? paper : 255 - paper) < MIN_CONTRAST;
    }

    /** The picture with light ink: as is, or inverted. */
    byte[] lightOnBlack() {
        byte[] light = lumas.clone();
        for (int i = 0; i < light.length && !inkIsLighter; i++) {
            light[i] = (byte) ~light[i];
        }
        return light;
    }

    /** How strong the ink is in each pixel: 0 is paper, 255 the strongest. */
    byte[] ink() {
        return Ink.strengths(differences, inkIsLighter, contrast);
    }

    private static int medianOfEdge(byte[] lumas, int height, int width) {
        int[] counts = new int[256];
        for (int y = 0; y < height; y++) {
            boolean whole = y == 0 || y == height - 1;
            for (int x = 0; x < width; x += whole ? 1 : Math.max(1, width - 1)) {
                counts[lumas[y * width + x] & 0xFF]++;
            }
        }
        return quantile(counts, Arrays.stream(counts).sum() / 2.0);
    }

    /** The smallest value such that more than {@code rank} values are as small. */
    static int quantile(int[] counts, double rank) {
        int value = 0;
        for (int seen = counts[0]; seen <= rank; seen += counts[value]) {
            value++;
        }
        return value;
    }
}
