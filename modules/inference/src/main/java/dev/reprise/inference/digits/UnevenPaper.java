package dev.reprise.inference.digits;

import dev.reprise.data.DataException;

/**
 * Paper that is lighter in some places than in others, as in a photograph: its luma is estimated at the points of a
 * grid, from the pixels around each, and interpolated between them.
 */
final class UnevenPaper {
    private static final int MIN_CONTRAST = 24; // ours: of 255; less is the noise of a camera

    /** Ours: the largest share of the pixels around a point that may be ink, so that a thick stroke does not count as paper. */
    private static final double MAX_INK = 0.7;

    private final byte[] lumas; // (height, width)
    private final int height;
    private final int width;
    private final int step; // of the grid; a point is estimated from the pixels within one step

    private UnevenPaper(byte[] lumas, int height, int width) {
        this.lumas = lumas;
        this.height = height;
        this.width = width;
        this.step = Math.max(1, Math.min(height, width) / 4);
    }

    /**
     * How strong the ink is in each pixel: 0 is paper, 255 the strongest.
     *
     * @throws DataException if there is none
     */
    static byte[] ink(byte[] lumas, int height, int width) {
        return new UnevenPaper(lumas, height, width).ink();
    }

    private byte[] ink() {
        boolean lighter = Ink.isLighter(differences(0.5));
        int[] differences = differences(lighter ? 1 - MAX_INK : MAX_INK);
        int contrast = Ink.contrast(differences, lighter);
        if (contrast < MIN_CONTRAST) {
            throw new DataException(
                    "no ink found: the pixels differ from their surroundings by at most %d of 255, expected %d or more"
                            .formatted(contrast, MIN_CONTRAST));
        }
        return Ink.strengths(differences, lighter, contrast);
    }

    /** Each pixel's luma minus that of the paper, which is a quantile of the pixels around it. */
    private int[] differences(double quantile) {
        int rows = (height - 1) / step + 2; // the grid's last points are on the edge or beyond it
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
        return Paper.quantile(counts, quantile * (all - 1));
    }
}
