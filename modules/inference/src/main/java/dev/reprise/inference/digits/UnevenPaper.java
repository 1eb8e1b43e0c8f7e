package dev.reprise.inference.digits;

import dev.reprise.data.DataException;

/**
 * Paper that is lighter in one place than in another, as on a photograph: its luma is found at points of a grid, from
 * the pixels around each, and lies evenly between them.
 */
final class UnevenPaper {
    private static final int LEAST_CONTRAST = 24; // ours: of 255; less is the noise of a camera
    private static final int LEAST_INK = 64; // ours: of 255; less is shadow, noise and JPEG's specks

    /** Ours: the share of pixels around a point that may be ink, so that thick strokes are not taken for paper. */
    private static final double MOST_INK = 0.7;

    private final byte[] lumas; // (height, width)
    private final int height;
    private final int width;
    private final int step; // of the grid; what lies around a point reaches one step to each side

    private UnevenPaper(byte[] lumas, int height, int width) {
        this.lumas = lumas;
        this.height = height;
        this.width = width;
        this.step = Math.max(1, Math.min(height, width) / 4);
    }

    /**
     * How strong the ink is in each pixel: 0 is paper, 255 the strongest. Ink is what differs from the paper on the side,
     * lighter or darker, where it differs more; less than a quarter of the strongest is paper.
     *
     * @throws DataException where there is none
     */
    static byte[] ink(byte[] lumas, int height, int width) {
        return new UnevenPaper(lumas, height, width).ink();
    }

    private byte[] ink() {
        int[] fromMedian = differences(0.5);
        long lighter = 0;
        long darker = 0;
        for (int difference : fromMedian) {
            if (difference > 0) {
                lighter += (long) difference * difference;
            } else {
                darker += (long) difference * difference;
            }
        }
        int sign = lighter >= darker ? 1 : -1;
        int[] differences = differences(sign > 0 ? 1 - MOST_INK : MOST_INK);
        int strongest = 0;
        for (int difference : differences) {
            strongest = Math.max(strongest, sign * difference);
        }
        if (strongest < LEAST_CONTRAST) {
            throw new DataException(
                    "no ink found: its pixels differ from their surroundings by %d of 255 at most, expected %d"
                            .formatted(strongest, LEAST_CONTRAST));
        }
        byte[] ink = new byte[differences.length];
        for (int i = 0; i < ink.length; i++) {
            long strength = Math.round(255.0 * sign * differences[i] / strongest);
            ink[i] = strength < LEAST_INK ? 0 : (byte) strength;
        }
        return ink;
    }

    /** Each pixel's luma less that of the paper, which is a quantile of the pixels around. */
    private int[] differences(double quantile) {
        int rows = (height - 1) / step + 2; // the grid's last points lie on the edge or behind it
        int columns = (width - 1) / step + 2;
        int[][] paper = new int[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                paper[row][column] =
                        around(Math.min(row * step, height - 1), Math.min(column * step, width - 1), quantile);
            }
        }
        int[] differences = new int[height * width];
        for (int y = 0; y < height; y++) {
            int row = y / step;
            double down = (double) (y % step) / step;
            for (int x = 0; x < width; x++) {
                int column = x / step;
                double right = (double) (x % step) / step;
                double above = paper[row][column] * (1 - right) + paper[row][column + 1] * right;
                double below = paper[row + 1][column] * (1 - right) + paper[row + 1][column + 1] * right;
                long here = Math.round(above * (1 - down) + below * down);
                differences[y * width + x] = (lumas[y * width + x] & 0xFF) - (int) here;
            }
        }
        return differences;
    }

    private int around(int y, int x, double quantile) {
        int[] counts = new int[256];
        int all = 0;
        for (int row = Math.max(0, y - step); row < Math.min(height, y + step + 1); row++) {
            for (int column = Math.max(0, x - step); column < Math.min(width, x + step + 1); column++) {
                counts[lumas[row * width + column] & 0xFF]++;
                all++;
            }
        }
        int value = 0;
        for (double seen = counts[0]; seen <= quantile * (all - 1); seen += counts[value]) {
            value++;
        }
        return value;
    }
}
