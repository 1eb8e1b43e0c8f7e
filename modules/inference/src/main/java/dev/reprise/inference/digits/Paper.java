package dev.reprise.inference.digits;

import dev.reprise.data.DataException;
import java.util.Arrays;

/**
 * The background of a drawing, and the ink against it.
 *
 * @param luma of the paper, 0–255
 * @param contrast how far the strongest ink is from it, 0–255
 */
record Paper(int luma, boolean inkIsLighter, int contrast) {
    private static final int LEAST_CONTRAST = 16; // ours: of 255; less is the noise of a camera on blank paper
    private static final int LEAST_INK = 64; // ours: of 255; shadows and JPEG's specks on paper stay below

    Paper {
        if (contrast < LEAST_CONTRAST) {
            throw new DataException("no ink found: its pixels differ from its edge by %d of 255 at most, expected %d"
                    .formatted(contrast, LEAST_CONTRAST));
        }
    }

    /** Throws {@link DataException} where the picture is blank. */
    static Paper of(byte[] lumas, int height, int width) {
        int paper = medianOfEdge(lumas, height, width);
        long lighter = 0;
        long darker = 0;
        int lightest = paper;
        int darkest = paper;
        for (byte value : lumas) {
            int difference = (value & 0xFF) - paper;
            if (difference > 0) {
                lighter += (long) difference * difference;
                lightest = Math.max(lightest, value & 0xFF);
            } else {
                darker += (long) difference * difference;
                darkest = Math.min(darkest, value & 0xFF);
            }
        }
        return lighter >= darker ? new Paper(paper, true, lightest - paper) : new Paper(paper, false, paper - darkest);
    }

    /** Black under light ink, or white under dark ink. */
    boolean isPure() {
        return (inkIsLighter ? luma : 255 - luma) < LEAST_CONTRAST;
    }

    /** The picture with light ink: as it is, or inverted. */
    byte[] lightOnBlack(byte[] lumas) {
        byte[] light = lumas.clone();
        for (int i = 0; i < light.length && !inkIsLighter; i++) {
            light[i] = (byte) (255 - (light[i] & 0xFF));
        }
        return light;
    }

    /** How strong the ink is in each pixel: 0 is paper, 255 the strongest. */
    byte[] ink(byte[] lumas) {
        byte[] ink = new byte[lumas.length];
        for (int i = 0; i < ink.length; i++) {
            int difference = inkIsLighter ? (lumas[i] & 0xFF) - luma : luma - (lumas[i] & 0xFF);
            long strength = Math.round(255.0 * difference / contrast);
            ink[i] = strength < LEAST_INK ? 0 : (byte) strength;
        }
        return ink;
    }

    private static int medianOfEdge(byte[] lumas, int height, int width) {
        int[] counts = new int[256];
        for (int y = 0; y < height; y++) {
            boolean whole = y == 0 || y == height - 1;
            for (int x = 0; x < width; x += whole ? 1 : Math.max(1, width - 1)) {
                counts[lumas[y * width + x] & 0xFF]++;
            }
        }
        int half = Arrays.stream(counts).sum() / 2; // the median is the first value with more than half up to it
        int value = 0;
        for (int seen = counts[0]; seen <= half; seen += counts[value]) {
            value++;
        }
        return value;
    }
}
