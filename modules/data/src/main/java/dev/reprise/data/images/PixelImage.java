package dev.reprise.data.images;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.net.InputPreparation;

/** A decoded image of any size: red, green and blue of each pixel, 0–255. */
public final class PixelImage {
    private final int height;
    private final int width;
    private final byte[] rgb; // (height, width, 3)

    /** The array is not copied. */
    PixelImage(int height, int width, byte[] rgb) {
        this.height = height;
        this.width = width;
        this.rgb = rgb;
    }

    /**
     * A gray image.
     *
     * @param values (height, width), 0–255
     */
    public static PixelImage gray(int height, int width, byte[] values) {
        if (height < 1 || width < 1 || values.length != (long) height * width) {
            throw new DataException(
                    "a gray image needs one value per pixel: %d×%d pixels (height × width), got %d values"
                            .formatted(height, width, values.length));
        }
        byte[] rgb = new byte[Math.multiplyExact(3, values.length)];
        for (int i = 0, to = 0; i < values.length; i++) {
            rgb[to++] = values[i];
            rgb[to++] = values[i];
            rgb[to++] = values[i];
        }
        return new PixelImage(height, width, rgb);
    }

    /**
     * A color image.
     *
     * @param values (height, width, 3) red, green, blue, 0–255
     */
    public static PixelImage rgb(int height, int width, byte[] values) {
        if (height < 1 || width < 1 || values.length != 3L * height * width) {
            throw new DataException(
                    "a color image needs three values per pixel: %d×%d pixels (height × width), got %d values"
                            .formatted(height, width, values.length));
        }
        return new PixelImage(height, width, values.clone());
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Whether red, green and blue are the same in every pixel. */
    public boolean isGray() {
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    /** The luma of each pixel, 0.299 R + 0.587 G + 0.114 B, as (height, width), 0–255; of a gray pixel its value. */
    public byte[] luma() {
        byte[] values = new byte[height * width];
        for (int i = 0; i < values.length; i++) {
            int red = rgb[3 * i] & 0xFF;
            int green = rgb[3 * i + 1] & 0xFF;
            int blue = rgb[3 * i + 2] & 0xFF;
            values[i] = red == green && green == blue ? (byte) red : luma(red, green, blue);
        }
        return values;
    }

    /** The image in the middle of the smallest square; the rest of it has the median color of the image's edge, channel by channel. */
    public PixelImage squared() {
        int side = Math.max(height, width);
        byte[] square = new byte[Math.multiplyExact(3, Math.multiplyExact(side, side))];
        byte[] edge = new byte[3];
        for (int channel = 0; channel < 3; channel++) {
            byte[] plane = new byte[height * width];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = rgb[3 * i + channel];
            }
            edge[channel] = (byte) InputPreparation.edgeMedian(plane, height, width);
        }
        for (int i = 0; i < square.length; i++) {
            square[i] = edge[i % 3];
        }
        int top = (side - height) / 2;
        int left = (side - width) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(rgb, 3 * y * width, square, 3 * ((top + y) * side + left), 3 * width);
        }
        return new PixelImage(side, side, square);
    }

    /** The pixels in another order: from {@code first}, a step right adds {@code right}, a step down adds {@code down}. */
    PixelImage upright(int first, int right, int down) {
        return reordered(height, width, first, right, down);
    }

    /** As {@link #upright}, with height and width swapped. */
    PixelImage onItsSide(int first, int right, int down) {
        return reordered(width, height, first, right, down);
    }

    private PixelImage reordered(int newHeight, int newWidth, int first, int right, int down) {
        byte[] pixels = new byte[rgb.length];
        for (int y = 0, to = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++, to += 3) {
                System.arraycopy(rgb, 3 * (first + x * right + y * down), pixels, to, 3);
            }
        }
        return new PixelImage(newHeight, newWidth, pixels);
    }

    /**
     * The image stretched to a net's input: each pixel is the mean of the area it covers.
     *
     * @param shape (channels, height, width); one channel is the luma 0.299 R + 0.587 G + 0.114 B of Rec. 601
     * @return (channels, height, width), 0–255
     */
    public byte[] toShape(Shape shape) {
        if (shape.dimension() != 3 || (shape.get(0) != 1 && shape.get(0) != 3)) {
            throw new DataException("an image has 1 or 3 channels, cannot have the shape " + shape);
        }
        int rows = (int) shape.get(1);
        int columns = (int) shape.get(2);
        float[] means = areaMeans(rows, columns);
        byte[] pixels = new byte[(int) shape.size()];
        int plane = rows * columns;
        for (int i = 0; i < plane; i++) {
            float red = means[3 * i];
            float green = means[3 * i + 1];
            float blue = means[3 * i + 2];
            if (shape.get(0) == 1) {
                pixels[i] = luma(red, green, blue);
            } else {
                pixels[i] = (byte) Math.round(red);
                pixels[plane + i] = (byte) Math.round(green);
                pixels[2 * plane + i] = (byte) Math.round(blue);
            }
        }
        return pixels;
    }

    /** (rows, columns, 3): each line is shortened, then lines are summed in proportion to their overlap. */
    private float[] areaMeans(int rows, int columns) {
        float[] means = new float[rows * columns * 3];
        float[] line = new float[columns * 3];
        double linesEach = (double) height / rows;
        for (int y = 0; y < height; y++) {
            shorten(y, columns, line);
            for (int row = (int) (y / linesEach); row < rows && row * linesEach < y + 1; row++) {
                float share = (float) (overlap(row * linesEach, linesEach, y) / linesEach);
                for (int i = 0; i < line.length; i++) {
                    means[row * line.length + i] += share * line[i];
                }
            }
        }
        return means;
    }

    private void shorten(int y, int columns, float[] line) {
        double pixelsEach = (double) width / columns;
        for (int column = 0; column < columns; column++) {
            double start = column * pixelsEach;
            double[] sum = new double[3];
            for (int x = (int) start; x < width && x < start + pixelsEach; x++) {
                double share = overlap(start, pixelsEach, x) / pixelsEach;
                for (int channel = 0; channel < 3; channel++) {
                    sum[channel] += share * (rgb[3 * (y * width + x) + channel] & 0xFF);
                }
            }
            for (int channel = 0; channel < 3; channel++) {
                line[3 * column + channel] = (float) sum[channel];
            }
        }
    }

    private static byte luma(float red, float green, float blue) {
        return (byte) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }

    /** The length of the overlap of [{@code at}, {@code at} + 1] and [{@code start}, {@code start} + {@code length}]. */
    private static double overlap(double start, double length, int at) {
        return Math.max(0, Math.min(start + length, at + 1) - Math.max(start, at));
    }
}
