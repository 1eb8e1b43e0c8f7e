package dev.reprise.inference.digits;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;

/**
 * A drawn digit as MNIST would hold it, by the rule of its makers (LeCun, Cortes, Burges,
 * http://yann.lecun.com/exdb/mnist): the digit's box scaled to 20×20 keeping its aspect ratio, then placed in 28×28
 * with its centre of mass in the middle, pixel (14, 14).
 *
 * <ol>
 *   <li>The paper is the median luma of the picture's outermost pixels.
 *   <li>Ink is what differs from the paper, on the side, lighter or darker, where it differs more (by the sum of
 *       squares). It becomes light on black: 0 as the paper, 255 as the strongest ink. Less than a quarter is paper.
 *   <li>A grey picture of 28×28 whose paper is black, whose ink's box is at most 20×20 and whose centre of mass is in the
 *       middle within one pixel has gone through this before, as the images of MNIST have (each of its test images): it passes
 *       unchanged. If its paper is white, it is inverted and not moved.
 *   <li>Of any other the ink's box is cut out, scaled by area-averaging until its longer side is 20, and placed; never so
 *       far that ink is cut off.
 * </ol>
 */
final class Drawing {
    /** What the rule makes. */
    static final Shape SHAPE = new Shape(1, 28, 28);

    private static final int SIDE = 28;
    private static final int BOX = 20;

    /** Where the centre of mass goes: the middle of pixel 14, counted from 0, as in 9,999 of MNIST's 10,000 test images. */
    private static final double CENTRE = 14.5;

    /** How far from there a picture's centre may be that passes unchanged: without the faintest ink, that of MNIST's is up to 0.85. */
    private static final double OFF_CENTRE = 1;

    private final int height;
    private final int width;
    private final byte[] ink; // (height, width): 0 is paper, 255 the strongest ink

    private Drawing(int height, int width, byte[] ink) {
        this.height = height;
        this.width = width;
        this.ink = ink;
    }

    /**
     * The pixels to feed a net trained on MNIST, (1, 28, 28).
     *
     * @throws DataException where the picture is blank
     */
    static byte[] place(PixelImage picture) {
        byte[] luma = picture.luma();
        Paper paper = Paper.of(luma, picture.height(), picture.width());
        Drawing drawing = new Drawing(picture.height(), picture.width(), paper.ink(luma));
        return picture.isGrey() && paper.isPure() && drawing.isPlaced() ? paper.lightOnBlack(luma) : drawing.placed();
    }

    /**
     * A digit that is cut out already: light ink on black, (1, 28, 28).
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
        PixelImage box = box();
        Centre centre = Centre.of(ink, SIDE);
        return Math.max(box.height(), box.width()) <= BOX
                && Math.abs(centre.down - CENTRE) <= OFF_CENTRE
                && Math.abs(centre.right - CENTRE) <= OFF_CENTRE;
    }

    private byte[] placed() {
        PixelImage box = box();
        double scale = (double) BOX / Math.max(box.height(), box.width());
        int rows = (int) Math.max(1, Math.round(scale * box.height()));
        int columns = (int) Math.max(1, Math.round(scale * box.width()));
        byte[] scaled = box.toShape(new Shape(1, rows, columns));
        Centre centre = Centre.of(scaled, columns);
        int top = start(centre.down, rows);
        int left = start(centre.right, columns);
        byte[] placed = new byte[SIDE * SIDE];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(scaled, row * columns, placed, (top + row) * SIDE + left, columns);
        }
        return placed;
    }

    /** Where a box begins so that its centre of mass comes to the middle, as near as whole pixels and the edge allow. */
    private static int start(double centre, int length) {
        return (int) Math.max(0, Math.min(SIDE - length, Math.round(CENTRE - centre)));
    }

    /** The smallest part of the picture that holds all ink. */
    private PixelImage box() {
        int top = height;
        int bottom = -1;
        int left = width;
        int right = -1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (ink[y * width + x] != 0) {
                    top = Math.min(top, y);
                    bottom = y;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        int rows = bottom - top + 1;
        int columns = right - left + 1;
        byte[] values = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(ink, (top + row) * width + left, values, row * columns, columns);
        }
        return PixelImage.grey(rows, columns, values);
    }

    /** Where the ink's centre of mass is, in pixels from the upper left corner. */
    private record Centre(double down, double right) {

        static Centre of(byte[] ink, int columns) {
            double mass = 0;
            double massDown = 0;
            double massRight = 0;
            for (int i = 0; i < ink.length; i++) {
                int value = ink[i] & 0xFF;
                int row = i / columns;
                int column = i % columns;
                mass += value;
                massDown += value * (row + 0.5); // the middle of a pixel
                massRight += value * (column + 0.5);
            }
            if (mass == 0) {
                throw new DataException(
                        "no ink found: its strokes vanish where they are scaled to %d×%d".formatted(BOX, BOX));
            }
            return new Centre(massDown / mass, massRight / mass);
        }
    }
}
