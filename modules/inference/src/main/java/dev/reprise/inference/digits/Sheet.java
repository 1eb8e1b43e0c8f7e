package dev.reprise.inference.digits;

import java.util.List;
import java.util.Optional;

/**
 * A sheet of paper on a table, or the inside of a frame: the largest of the light or of the dark parts of a picture, if it
 * fills a rectangle but for what is written on it. Light and dark are told apart by the threshold that separates them best
 * (N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979).
 */
final class Sheet {
    private static final int LOOK = 200; // pixels of the longer side that are enough to see a sheet
    private static final int MIN_SIDE = 10; // pixels: a digit needs some inside the edge
    private static final double WHOLE = 0.97; // ours: of both sides; what is as large is the picture itself
    private static final double SIDE = 0.33; // ours: of the picture's sides; the stroke of a 1 is narrower
    private static final double FILLED = 0.86; // ours: of the rectangle; an ellipse, such as that of a 0, fills 0.785
    private static final int MAX_TURN = 20; // degrees
    private static final int STEP = 2;

    private Sheet() {}

    /** The part of a picture that is a sheet, without its edge; light sheets come first. */
    static Optional<Plane> in(Plane picture) {
        int factor = Math.max(1, Math.max(picture.height(), picture.width()) / LOOK);
        Plane small = picture.shrunk(factor);
        int threshold = threshold(small);
        for (boolean light : new boolean[] {true, false}) {
            boolean[] mask = new boolean[small.values().length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = small.values()[i] > threshold == light;
            }
            List<InkPart> parts = InkPart.connected(mask, small.height(), small.width());
            if (!parts.isEmpty() && is(InkPart.largest(parts), small)) {
                InkPart sheet = InkPart.largest(parts);
                return Optional.of(picture.cropped(
                        (sheet.top() + 1) * factor,
                        (sheet.left() + 1) * factor,
                        (sheet.height() - 2) * factor,
                        (sheet.width() - 2) * factor));
            }
        }
        return Optional.empty();
    }

    private static int threshold(Plane plane) {
        long[] counts = new long[256];
        double total = 0;
        for (int value : plane.values()) {
            counts[value]++;
            total += value;
        }
        int all = plane.values().length;
        double below = 0;
        double sum = 0;
        double best = -1;
        int threshold = 0;
        for (int value = 0; value < 255; value++) {
            below += counts[value];
            sum += (double) value * counts[value];
            double difference = sum * all - total * below;
            double between = below == 0 || below == all ? 0 : difference * difference / (below * (all - below));
            if (between > best) {
                best = between;
                threshold = value;
            }
        }
        return threshold;
    }

    /** Whether a part is a sheet, turned by at most 20°, that is smaller than the picture. */
    private static boolean is(InkPart part, Plane picture) {
        if (Math.min(part.height(), part.width()) < MIN_SIDE
                || part.height() < SIDE * picture.height()
                || part.width() < SIDE * picture.width()
                || Math.min((double) part.height() / picture.height(), (double) part.width() / picture.width())
                        > WHOLE) {
            return false;
        }
        int[] lefts = new int[part.height()];
        int[] rights = new int[part.height()]; // 0 in rows without pixels
        for (int pixel : part.pixels()) {
            int row = pixel / picture.width() - part.top();
            int column = pixel % picture.width();
            lefts[row] = rights[row] == 0 ? column : Math.min(lefts[row], column);
            rights[row] = Math.max(rights[row], column + 1);
        }
        double area = 0;
        for (int row = 0; row < lefts.length; row++) {
            area += rights[row] - lefts[row];
        }
        for (int degrees = -MAX_TURN; degrees <= MAX_TURN; degrees += STEP) {
            if (area >= FILLED * rectangle(lefts, rights, Math.toRadians(degrees))) {
                return true;
            }
        }
        return false;
    }

    /** The area of the smallest rectangle around the rows, turned by an angle. */
    private static double rectangle(int[] lefts, int[] rights, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[] least = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int row = 0; row < lefts.length; row++) {
            for (int column : new int[] {lefts[row], rights[row]}) {
                double along = column * cos + row * sin;
                double across = row * cos - column * sin;
                least[0] = Math.min(least[0], along);
                least[1] = Math.min(least[1], across);
                most[0] = Math.max(most[0], along);
                most[1] = Math.max(most[1], across);
            }
        }
        return (most[0] - least[0]) * (most[1] - least[1]);
    }
}
