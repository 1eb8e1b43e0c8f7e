package dev.reprise.inference.digits;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.images.PixelImage;
import java.util.Arrays;

/** One number per pixel of a picture, 0–255. */
final class Plane {
    /** Ours: how much more an ink must differ in one color than in luma for the color to be used: as yellow does in blue. */
    private static final double COLORED = 1.5;

    /** Ours: the share of the darkest and of the lightest pixels that the contrast of a plane leaves out. */
    private static final double OUTLIERS = 0.001;

    private final int height;
    private final int width;
    private final int[] values; // (height, width)

    /** The array is not copied. */
    Plane(int height, int width, int[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /** The luma of a picture, or the color in which its ink stands out more; scaled down until the longer side is at most {@code maxSide}. */
    static Plane of(PixelImage picture, int maxSide) {
        double scale = Math.min(1, (double) maxSide / Math.max(picture.height(), picture.width()));
        int height = (int) Math.max(1, Math.round(scale * picture.height()));
        int width = (int) Math.max(1, Math.round(scale * picture.width()));
        Plane best = ofBytes(height, width, picture.toShape(new Shape(1, height, width)), 0);
        if (picture.isGray()) {
            return best;
        }
        byte[] colors = picture.toShape(new Shape(3, height, width));
        double contrast = COLORED * best.contrast();
        for (int color = 0; color < 3; color++) {
            Plane plane = ofBytes(height, width, colors, color * height * width);
            if (plane.contrast() > contrast) {
                contrast = plane.contrast();
                best = plane;
            }
        }
        return best;
    }

    private static Plane ofBytes(int height, int width, byte[] bytes, int from) {
        int[] values = new int[height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[from + i] & 0xFF;
        }
        return new Plane(height, width, values);
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** (height, width); not a copy. */
    int[] values() {
        return values;
    }

    /** The rows and columns of a box. */
    Plane cropped(int top, int left, int rows, int columns) {
        int[] inside = new int[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(values, (top + y) * width + left, inside, y * columns, columns);
        }
        return new Plane(rows, columns, inside);
    }

    /** The smallest value such that at least this share of the pixels is as small. */
    int quantile(double share) {
        int[] counts = new int[256];
        for (int value : values) {
            counts[value]++;
        }
        return quantile(counts, share * (values.length - 1));
    }

    /** The smallest value such that more than {@code rank} values are as small. */
    static int quantile(int[] counts, double rank) {
        int value = 0;
        for (int seen = counts[0]; seen <= rank; seen += counts[value]) {
            value++;
        }
        return value;
    }

    private int contrast() {
        return quantile(1 - OUTLIERS) - quantile(OUTLIERS);
    }

    /** The means of squares of {@code factor} pixels; what is left over at the right and below is dropped. */
    Plane shrunk(int factor) {
        int rows = height / factor;
        int columns = width / factor;
        int[] means = new int[rows * columns];
        for (int y = 0; y < rows * factor; y++) {
            for (int x = 0; x < columns * factor; x++) {
                means[y / factor * columns + x / factor] += values[y * width + x];
            }
        }
        return new Plane(
                rows,
                columns,
                Arrays.stream(means).map(sum -> sum / (factor * factor)).toArray());
    }

    /** 255 minus each value. */
    Plane inverted() {
        return new Plane(
                height, width, Arrays.stream(values).map(value -> 255 - value).toArray());
    }
}
