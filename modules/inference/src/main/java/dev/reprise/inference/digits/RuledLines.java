package dev.reprise.inference.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of ruled or squared paper, tables and frames: straight, thin, and nearly as long as the picture.
 *
 * <p>Lines in one direction are parallel: they are found where a sheared picture has rows full of ink, and erased but for
 * the pixels where a stroke crosses them. A line that ends with a stroke is a stroke itself, such as the bar of a 7 that
 * fills its picture.
 */
final class RuledLines {
    private static final int MIN_SIDE = 100; // pixels: in smaller pictures a stroke is as thin as a line
    private static final double LENGTH = 0.85; // of the picture
    private static final double THIN = 0.045; // of the shorter side
    private static final double EDGE = 0.7; // of the fullest row: blurred rows beside it belong to the line
    private static final double MAX_SLOPE = 0.05;
    private static final double SHEAR_STEP = 1.5; // pixels at the ends of a line
    private static final double BEYOND = 0.05; // of a line: what is free of strokes at both ends
    private static final double MIN_DIGIT = 0.06; // of the shorter side
    private static final int CROSSING =
            2; // pixels: a run of ink that is longer than the line is thick by more is a stroke

    private final boolean[] mask;
    private final int height;
    private final int width;
    private final int margin; // rows that shearing adds on each side

    private RuledLines(boolean[] mask, int height, int width) {
        this.mask = mask;
        this.height = height;
        this.width = width;
        this.margin = (int) Math.ceil(MAX_SLOPE * Math.max(height, width));
    }

    /** Sets the pixels of lines to false, unless no other ink would be left. */
    static void erase(boolean[] mask, int height, int width) {
        if (Math.min(height, width) >= MIN_SIDE) {
            new RuledLines(mask, height, width).erase();
        }
    }

    /** The pixels of a line. */
    private static final class Line {
        private final int[] pixels;
        private final boolean horizontal;
        private final int thickness;

        Line(int[] pixels, boolean horizontal, int thickness) {
            this.pixels = pixels;
            this.horizontal = horizontal;
            this.thickness = thickness;
        }
    }

    private void erase() {
        List<Line> lines = new ArrayList<>(lines(true));
        lines.addAll(lines(false));
        if (lines.isEmpty()) {
            return;
        }
        boolean[] rest = mask.clone();
        lines.forEach(line -> erase(line, rest));
        List<InkPart> digits = InkPart.connected(rest, height, width).stream()
                .filter(part -> part.side() >= MIN_DIGIT * Math.min(height, width))
                .toList();
        if (!digits.isEmpty()) {
            lines.stream().filter(line -> isFree(line, digits)).forEach(line -> erase(line, mask));
        }
    }

    private List<Line> lines(boolean horizontal) {
        int across = horizontal ? height : width;
        int along = horizontal ? width : height;
        int[] ink = IntStream.range(0, mask.length).filter(i -> mask[i]).toArray();
        double best = -1;
        double slope = 0;
        int steps = (int) (MAX_SLOPE * along / SHEAR_STEP);
        for (int step = -steps; step <= steps; step++) {
            double tried = step * SHEAR_STEP / along;
            double squares = Arrays.stream(counts(ink, horizontal, tried))
                    .mapToDouble(count -> (double) count * count)
                    .sum();
            if (squares > best) {
                best = squares;
                slope = tried;
            }
        }
        return lines(ink, horizontal, slope, counts(ink, horizontal, slope), across, along);
    }

    private List<Line> lines(int[] ink, boolean horizontal, double slope, int[] counts, int across, int along) {
        List<Line> lines = new ArrayList<>();
        int at = 0;
        while (at < counts.length) {
            int from = at;
            int fullest = 0;
            while (at < counts.length && counts[at] >= EDGE * LENGTH * along) {
                fullest = Math.max(fullest, counts[at++]);
            }
            if (fullest >= LENGTH * along && at - from <= Math.max(2, THIN * Math.min(across, along))) {
                int first = from;
                int end = at;
                int[] pixels = Arrays.stream(ink)
                        .filter(pixel -> {
                            int row = row(pixel, horizontal, slope);
                            return row >= first && row < end;
                        })
                        .toArray();
                lines.add(new Line(pixels, horizontal, end - first));
            }
            at++;
        }
        return lines;
    }

    private int[] counts(int[] ink, boolean horizontal, double slope) {
        int[] counts = new int[(horizontal ? height : width) + 2 * margin];
        for (int pixel : ink) {
            counts[row(pixel, horizontal, slope)]++;
        }
        return counts;
    }

    /** The row of a pixel, or its column, in the sheared picture. */
    private int row(int pixel, boolean horizontal, double slope) {
        int across = horizontal ? pixel / width : pixel % width;
        int along = horizontal ? pixel % width : pixel / width;
        return margin + across + (int) Math.floor(slope * (along - (horizontal ? width : height) / 2.0) + 0.5);
    }

    private void erase(Line line, boolean[] from) {
        int[] thin = Arrays.stream(line.pixels)
                .filter(pixel -> run(pixel, line.horizontal, from) <= line.thickness + CROSSING)
                .toArray();
        for (int pixel : thin) {
            from[pixel] = false;
        }
    }

    /** How many pixels of ink are in a row across the line. */
    private int run(int pixel, boolean horizontal, boolean[] in) {
        int step = horizontal ? width : 1;
        int at = horizontal ? pixel / width : pixel % width;
        int end = horizontal ? height : width;
        int before = 0;
        while (at - before > 0 && in[pixel - (before + 1) * step]) {
            before++;
        }
        int after = 0;
        while (at + after < end - 1 && in[pixel + (after + 1) * step]) {
            after++;
        }
        return before + 1 + after;
    }

    /** Whether the digits that a line touches leave both of its ends free. */
    private boolean isFree(Line line, List<InkPart> digits) {
        InkPart box = InkPart.of(line.pixels, width);
        int start = line.horizontal ? box.left() : box.top();
        int end = line.horizontal ? box.right() : box.bottom();
        double beyond = BEYOND * (end - start);
        return digits.stream()
                .filter(digit -> line.horizontal
                        ? digit.top() <= box.bottom() && digit.bottom() >= box.top()
                        : digit.left() <= box.right() && digit.right() >= box.left())
                .allMatch(digit -> line.horizontal
                        ? digit.left() >= start + beyond && digit.right() <= end - beyond
                        : digit.top() >= start + beyond && digit.bottom() <= end - beyond);
    }
}
