package dev.reprise.inference.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The path from the top of a part to its bottom that crosses the least ink, moving at most one column per row. */
final class Seam {
    /** Ours: how far from an even split a cut may be, as a share of a digit's width. */
    private static final double MAX_SHIFT = 0.4;

    /** Ours, of 255: what a step to the side costs, so that a path through paper goes straight down. */
    private static final int SIDE_STEP_COST = 8;

    private Seam() {}

    /** Cuts a part into this many pieces of about the same width, from left to right. */
    static List<InkPart> split(InkPart part, int digits, byte[] ink, int width) {
        double each = (double) part.width() / digits;
        List<InkPart> pieces = new ArrayList<>();
        InkPart rest = part;
        for (int cut = 1; cut < digits; cut++) {
            int from = Math.min(part.right() - 1, part.left() + (int) Math.round((cut - MAX_SHIFT) * each));
            int to = Math.max(from + 1, part.left() + (int) Math.round((cut + MAX_SHIFT) * each));
            int[] path = path(part, from, to, ink(rest, part, ink, width));
            int[] before = side(rest, part.top(), path, width, -1);
            int[] after = side(rest, part.top(), path, width, 1);
            if (before.length > 0 && after.length > 0) {
                pieces.add(InkPart.of(before, width));
                rest = InkPart.of(after, width);
            }
        }
        pieces.add(rest);
        return pieces;
    }

    /** The pixels of a piece on one side of a path; those on the path itself are on its right. */
    private static int[] side(InkPart piece, int top, int[] path, int width, int side) {
        return Arrays.stream(piece.pixels())
                .filter(pixel -> (pixel % width < path[pixel / width - top] ? -1 : 1) == side)
                .toArray();
    }

    /** The ink of one piece only, (height, width) of the whole part. */
    private static int[][] ink(InkPart piece, InkPart whole, byte[] ink, int width) {
        int[][] own = new int[whole.height()][whole.width()];
        for (int pixel : piece.pixels()) {
            own[pixel / width - whole.top()][pixel % width - whole.left()] = ink[pixel] & 0xFF;
        }
        return own;
    }

    /** The column in each row of the part, between {@code from} and {@code to}. */
    private static int[] path(InkPart part, int from, int to, int[][] ink) {
        int columns = to - from;
        int[][] cost = new int[part.height()][columns];
        for (int y = 0; y < cost.length; y++) {
            for (int x = 0; x < columns; x++) {
                cost[y][x] = ink[y][from + x - part.left()]
                        + (y == 0 ? 0 : cost[y - 1][x + step(cost[y - 1], x)])
                        + (y == 0 || step(cost[y - 1], x) == 0 ? 0 : SIDE_STEP_COST);
            }
        }
        int[] path = new int[part.height()];
        int last = path.length - 1;
        int x = 0;
        for (int other = 1; other < columns; other++) {
            x = isBetter(cost[last], other, x, columns) ? other : x;
        }
        for (int y = last; y >= 0; y--) {
            path[y] = from + x;
            x += y == 0 ? 0 : step(cost[y - 1], x);
        }
        return path;
    }

    /** Whether a path ends better at a column than at another: with less ink, or as little and closer to the middle. */
    private static boolean isBetter(int[] cost, int column, int than, int columns) {
        int middle = columns / 2;
        return cost[column] < cost[than]
                || (cost[column] == cost[than] && Math.abs(column - middle) < Math.abs(than - middle));
    }

    /** The column from which the cheapest path reaches a column below, relative to it: −1, 0 or 1. */
    private static int step(int[] above, int x) {
        int best = 0;
        for (int sideways : new int[] {-1, 1}) {
            if (x + sideways >= 0
                    && x + sideways < above.length
                    && above[x + sideways] + SIDE_STEP_COST < above[x + best] + Math.abs(best) * SIDE_STEP_COST) {
                best = sideways;
            }
        }
        return best;
    }
}
