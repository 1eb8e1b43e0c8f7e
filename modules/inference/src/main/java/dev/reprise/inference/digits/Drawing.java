package dev.reprise.inference.digits;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import dev.reprise.net.InputPreparation;
import java.util.Optional;

/**
 * A drawn digit as it would be in MNIST, by the rule of its authors (LeCun, Cortes, Burges,
 * http://yann.lecun.com/exdb/mnist): the digit's bounding box is scaled to 20×20, keeping its aspect ratio, then placed in
 * 28×28 with its center of mass in the middle, pixel (14, 14).
 *
 * <ol>
 *   <li>A gray 28×28 picture on black whose ink has a bounding box of at most 20×20 and a center of mass within one pixel
 *       of the middle has been through this before, as the images of MNIST have (each of its test images): it passes
 *       unchanged. If it is on white, it is inverted and not moved. Ink is what is at least a quarter as strong as the
 *       strongest.
 *   <li>In any other picture the {@link Ink} is found and cut into digits as in a {@link DigitRow}; the largest is taken.
 *   <li>Strokes so thin that they would fade are {@linkplain Pen widened}.
 *   <li>The digit's bounding box is scaled by area averaging until its longer side is 20, and placed, but never so far that
 *       ink is cut off.
 * </ol>
 */
public final class Drawing {
    /** The shape of the result. */
    public static final Shape SHAPE = new Shape(1, 28, 28);

    private static final int SIDE = 28;
    private static final int BOX = 20;

    /** Ours, of 255: black and white paper differ from 0 and 255 by less. */
    private static final int PURE = 16;

    /** Ours: of the strongest ink; less is noise. */
    private static final double MIN_STRENGTH = 0.25;

    /** Where the center of mass goes: the middle of pixel 14, from 0, as in 9,999 of MNIST's 10,000 test images. */
    private static final double CENTER = 14.5;

    /** How far from there the center of a picture that passes unchanged may be; without the faintest ink, MNIST's are up to 0.85. */
    private static final double MAX_OFF_CENTER = 1;

    private final int width;
    private final byte[] ink; // (height, width): 0 is paper, 255 the strongest ink

    private Drawing(int width, byte[] ink) {
        this.width = width;
        this.ink = ink;
    }

    /**
     * A picture as input of a net trained on MNIST.
     *
     * @throws DataException if the picture is blank
     */
    public static PlacedDigit place(PixelImage picture) {
        return asIs(picture)
                .map(pixels -> new PlacedDigit(pixels, Optional.empty()))
                .orElseGet(() -> DigitRow.of(picture).largest());
    }

    /** The picture with light ink on black, if it has the form of MNIST. */
    private static Optional<byte[]> asIs(PixelImage picture) {
        if (picture.height() != SIDE || picture.width() != SIDE || !picture.isGray()) {
            return Optional.empty();
        }
        byte[] light = picture.luma();
        int paper = InputPreparation.edgeMedian(light, SIDE, SIDE);
        boolean onWhite = paper > 255 - PURE;
        if (paper >= PURE && !onWhite) {
            return Optional.empty();
        }
        int strongest = 0;
        for (int i = 0; i < light.length; i++) {
            light[i] = onWhite ? (byte) ~light[i] : light[i];
            strongest = Math.max(strongest, light[i] & 0xFF);
        }
        byte[] ink = light.clone();
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (ink[i] & 0xFF) < MIN_STRENGTH * strongest ? 0 : ink[i];
        }
        return strongest >= PURE && new Drawing(SIDE, ink).isPlaced() ? Optional.of(light) : Optional.empty();
    }

    /**
     * A digit that is already cut out, light ink on black, as input of a net trained on MNIST, (1, 28, 28).
     *
     * @throws DataException if it is blank
     */
    static byte[] placeInk(PixelImage ink) {
        return new Drawing(ink.width(), ink.luma()).placed();
    }

    /** The share of its bounding box that placed ink fills; 0 for a box much narrower than high, which a 1 fills. */
    static double filled(byte[] placed) {
        Extent extent = Extent.of(placed, SIDE);
        long mass = 0;
        for (byte pixel : placed) {
            mass += pixel & 0xFF;
        }
        return extent.columns < BOX / 2 ? 0 : mass / 255.0 / (extent.rows * extent.columns);
    }

    private boolean isPlaced() {
        Extent extent = Extent.of(ink, width);
        return Math.max(extent.rows, extent.columns) <= BOX
                && Math.abs(extent.centerDown - CENTER) <= MAX_OFF_CENTER
                && Math.abs(extent.centerRight - CENTER) <= MAX_OFF_CENTER;
    }

    private byte[] placed() {
        PixelImage box = Pen.widened(cutOut(Extent.of(ink, width)));
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
