package dev.reprise.inference.digits;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;

/**
 * A drawn digit as it would be in MNIST, by the rule of its authors (LeCun, Cortes, Burges,
 * http://yann.lecun.com/exdb/mnist): the digit's bounding box is scaled to 20×20, keeping its aspect ratio, then placed in
 * 28×28 with its center of mass in the middle, pixel (14, 14).
 *
 * <ol>
 *   <li>The paper is the median luma of the picture's outermost pixels.
 *   <li>Ink is what differs from the paper, on the side, lighter or darker, where it differs more (by the sum of
 *       squares). It becomes light on black: 0 is paper, 255 the strongest ink. Less than a quarter is paper.
 *   <li>A gray 28×28 picture on black whose ink has a bounding box of at most 20×20 and a center of mass within one pixel
 *       of the middle has been through this before, as the images of MNIST have (each of its test images): it passes
 *       unchanged. If it is on white, it is inverted and not moved.
 *   <li>In any other picture the ink's bounding box is cut out, scaled by area averaging until its longer side is 20, and
 *       placed, but never so far that ink is cut off.
 * </ol>
 */
public final class Drawing {
    /** The shape of the result. */
    public static final Shape SHAPE = new Shape(1, 28, 28);

    private static final int SIDE = 28;
    private static final int BOX = 20;

    /** Where the center of mass goes: the middle of pixel 14, from 0, as in 9,999 of MNIST's 10,000 test images. */
    private static final double CENTER = 14.5;

    /** How far from there the center of a picture that passes unchanged may be; without the faintest ink, MNIST's are up to 0.85. */
    private static final double MAX_OFF_CENTER = 1;

    private final int height;
    private final int width;
    private final byte[] ink; // (height, width): 0 is paper, 255 the strongest ink

    private Drawing(int height, int width, byte[] ink) {
        this.height = height;
        this.width = width;
        this.ink = ink;
    }

    /**
     * A picture as input of a net trained on MNIST, (1, 28, 28).
     *
     * @throws DataException where the picture is blank
     */
    public static byte[] place(PixelImage picture) {
        Paper paper = new Paper(picture.luma(), picture.height(), picture.width());
        Drawing drawing = new Drawing(picture.height(), picture.width(), paper.ink());
        return picture.isGray() && paper.isPure() && drawing.isPlaced() ? paper.lightOnBlack() : drawing.placed();
    }

    /**
     * A digit that is already cut out, light ink on black, as input of a net trained on MNIST, (1, 28, 28).
     *
     * @throws DataException where it is blank
     */
    static byte[] placeInk(PixelImage ink) {
        return new Drawing(ink.height(), ink.width(), ink.luma()).placed();
    }

    private boolean isPlaced() {
        if (height != SIDE || width != SIDE) {
            return false;
        }
        Extent extent = Extent.of(ink, width);
        return Math.max(extent.rows, extent.columns) <= BOX
                && Math.abs(extent.centerDown - CENTER) <= MAX_OFF_CENTER
                && Math.abs(extent.centerRight - CENTER) <= MAX_OFF_CENTER;
    }

    private byte[] placed() {
        PixelImage box = cutOut(Extent.of(ink, width));
        double scale = (double) BOX / Math.max(box.height(), box.width());
        int rows = (int) Math.max(1, Math.round(scale * box.height()));
        int columns = (int) Math.max(1, Math.round(scale * box.width()));
        byte[] scaled = box.toShape(new Shape(1, rows, columns));
        Extent extent = Extent.of(scaled, columns);
        int top = start(extent.centerDown, rows);
        int left = start(extent.centerRight, columns);
        byte[] placed = new byte[SIDE * SIDE];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(scaled, row * columns, placed, (top + row) * SIDE + left, columns);
        }
        return placed;
    }

    /** Where a box starts so that its center of mass is in the middle, as close as whole pixels and the edges allow. */
    private static int start(double center, int length) {
        return (int) Math.max(0, Math.min(SIDE - length, Math.round(CENTER - center)));
    }

    private PixelImage cutOut(Extent box) {
        byte[] values = new byte[box.rows * box.columns];
        for (int row = 0; row < box.rows; row++) {
            System.arraycopy(ink, (box.top + row) * width + box.left, values, row * box.columns, box.columns);
        }
        return PixelImage.gray(box.rows, box.columns, values);
    }

    /** The bounding box of ink, and its center of mass in pixels from the upper left corner of the picture. */
    private record Extent(int top, int left, int rows, int columns, double centerDown, double centerRight) {

        static Extent of(byte[] ink, int width) {
            int height = ink.length / width;
            int top = height;
            int bottom = 0;
            int left = width;
            int right = 0;
            long mass = 0;
            long massDown = 0;
            long massRight = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int value = ink[y * width + x] & 0xFF;
                    if (value != 0) {
                        top = Math.min(top, y);
                        bottom = y;
                        left = Math.min(left, x);
                        right = Math.max(right, x);
                        mass += value;
                        massDown += (long) value * y;
                        massRight += (long) value * x;
                    }
                }
            }
            if (mass == 0) {
                throw new DataException("no ink found: the strokes vanish when scaled to %d×%d".formatted(BOX, BOX));
            }
            double middle = 0.5; // of a pixel
            return new Extent(
                    top,
                    left,
                    bottom - top + 1,
                    right - left + 1,
                    middle + (double) massDown / mass,
                    middle + (double) massRight / mass);
        }
    }
}
