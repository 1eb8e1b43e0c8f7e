package dev.reprise.inference.digits;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.images.PixelImage;
import java.util.Arrays;

/**
 * How wide the strokes of a digit are, and a wider pen for those so thin that they would fade when scaled to 20×20.
 *
 * <p>Widths are shares of the digit's longer side. In MNIST's test images they are 0.07 to 0.24 (1st and 99th percentile), their median is
 * 0.125.
 */
final class Pen {
    private static final double THIN = 0.075;
    private static final double WIDENED = 0.115;
    private static final int MAX_SIDE = 160; // of the digit while its strokes are widened
    private static final double INK = 0.35; // of the strongest: a thin stroke is weaker where it falls between pixels

    private Pen() {}

    /** The digit with strokes that survive scaling: as it is, unless they are thin. */
    static PixelImage widened(PixelImage digit) {
        int longer = Math.max(digit.height(), digit.width());
        if (width(digit.luma(), digit.height(), digit.width(), 128) >= THIN * longer) {
            return digit;
        }
        double scale = Math.min(1, (double) MAX_SIDE / longer);
        int height = (int) Math.max(1, Math.round(scale * digit.height()));
        int width = (int) Math.max(1, Math.round(scale * digit.width()));
        byte[] ink = digit.toShape(new Shape(1, height, width));
        int strongest = 1;
        for (byte value : ink) {
            strongest = Math.max(strongest, value & 0xFF);
        }
        int threshold = (int) Math.ceil(INK * strongest);
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (ink[i] & 0xFF) >= threshold ? (byte) 255 : 0;
        }
        double radius = (WIDENED * Math.max(height, width) - width(ink, height, width, 128)) / 2;
        return dilated(ink, height, width, Math.max(0, radius));
    }

    /** The mean width of strokes in pixels: twice their area by the length of their outline, for strokes in all directions. */
    private static double width(byte[] ink, int height, int width, int threshold) {
        double area = 0;
        int outline = 0;
        for (int i = 0; i < ink.length; i++) {
            area += (ink[i] & 0xFF) / 255.0;
            boolean in = (ink[i] & 0xFF) >= threshold;
            int column = i % width;
            outline += in && column == 0 ? 1 : 0;
            outline += in && i < width ? 1 : 0;
            outline += in != (column < width - 1 && (ink[i + 1] & 0xFF) >= threshold) ? 1 : 0;
            outline += in != (i < width * (height - 1) && (ink[i + width] & 0xFF) >= threshold) ? 1 : 0;
        }
        return outline == 0 ? 0 : 2 * area / (outline * Math.PI / 4);
    }

    /** Each pixel of ink becomes a disk; the picture grows by its radius. */
    private static PixelImage dilated(byte[] ink, int height, int width, double radius) {
        int reach = (int) radius;
        int wide = width + 2 * reach;
        byte[] result = new byte[wide * (height + 2 * reach)];
        for (int i = 0; i < ink.length; i++) {
            if (ink[i] != 0) {
                for (int down = -reach; down <= reach; down++) {
                    int half = (int) Math.sqrt(radius * radius - down * down);
                    int middle = (i / width + reach + down) * wide + i % width + reach;
                    Arrays.fill(result, middle - half, middle + half + 1, (byte) 255);
                }
            }
        }
        return PixelImage.gray(height + 2 * reach, wide, result);
    }
}
