package dev.reprise.inference.digits;

/**
 * The gray-scale closing of a plane by a square: the paper, as it would be without the ink.
 *
 * <p>It fills what is darker than its surroundings and narrower than the square, and follows what is wider: a shadow, also
 * one with a sharp edge, or the table around a sheet (J. Serra, Image Analysis and Mathematical Morphology, 1982).
 */
final class Closing {
    private Closing() {}

    /** @param radius pixels from the middle of the square to its sides */
    static Plane of(Plane plane, int radius) {
        int[] dilated = extremes(plane.values(), plane.height(), plane.width(), radius, 1);
        return new Plane(plane.height(), plane.width(), extremes(dilated, plane.height(), plane.width(), radius, -1));
    }

    /** The largest ({@code sign} 1) or smallest (−1) value of the square around each pixel, inside the picture. */
    private static int[] extremes(int[] values, int height, int width, int radius, int sign) {
        int[] result = values.clone();
        int[] queue = new int[Math.max(height, width)];
        int[] results = new int[queue.length];
        for (int y = 0; y < height; y++) {
            alongLine(result, y * width, 1, width, radius, sign, queue, results);
        }
        for (int x = 0; x < width; x++) {
            alongLine(result, x, width, height, radius, sign, queue, results);
        }
        return result;
    }

    /** By a queue of the values that may still become an extreme, in the order of their places. */
    private static void alongLine(
            int[] values, int start, int step, int length, int radius, int sign, int[] queue, int[] results) {
        int first = 0;
        int end = 0;
        for (int i = 0; i < length + radius; i++) {
            if (i < length) {
                int value = sign * values[start + i * step];
                while (end > first && sign * values[start + queue[end - 1] * step] <= value) {
                    end--;
                }
                queue[end++] = i;
            }
            int middle = i - radius;
            if (middle >= 0) {
                while (queue[first] < middle - radius) {
                    first++;
                }
                results[middle] = values[start + queue[first] * step];
            }
        }
        for (int i = 0; i < length; i++) {
            values[start + i * step] = results[i];
        }
    }
}
