package dev.reprise.inference.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Pixels of ink that belong together, and their bounding box. */
final class InkPart {
    private final int[] pixels; // indices into the picture, row by row
    private final int left;
    private final int right; // the first column to the right of it
    private final int top;
    private final int bottom; // the first row below it

    private InkPart(int[] pixels, int left, int right, int top, int bottom) {
        this.pixels = pixels;
        this.left = left;
        this.right = right;
        this.top = top;
        this.bottom = bottom;
    }

    /** The connected parts of a picture's ink, from left to right: pixels that touch by a side or a corner are in one part. */
    static List<InkPart> connected(boolean[] ink, int height, int width) {
        boolean[] open = ink.clone();
        int[] found = new int[ink.length];
        List<InkPart> parts = new ArrayList<>();
        for (int i = 0; i < ink.length; i++) {
            if (open[i]) {
                parts.add(of(Arrays.copyOf(found, flood(i, open, height, width, found)), width));
            }
        }
        return leftToRight(parts);
    }

    /** The part with the most pixels; there must be one. */
    static InkPart largest(List<InkPart> parts) {
        return parts.stream()
                .max(Comparator.comparingInt(part -> part.pixels.length))
                .orElseThrow();
    }

    static List<InkPart> leftToRight(List<InkPart> parts) {
        return parts.stream()
                .sorted(Comparator.comparingInt(part -> part.left + part.right))
                .toList();
    }

    /** The part that consists of these pixels of a picture. */
    static InkPart of(int[] pixels, int width) {
        int left = width;
        int right = 0;
        int top = Integer.MAX_VALUE;
        int bottom = 0;
        for (int pixel : pixels) {
            int column = pixel % width;
            left = Math.min(left, column);
            right = Math.max(right, column + 1);
            top = Math.min(top, pixel / width);
            bottom = Math.max(bottom, pixel / width + 1);
        }
        return new InkPart(pixels, left, right, top, bottom);
    }

    int[] pixels() {
        return pixels.clone();
    }

    /** How many pixels it has. */
    int size() {
        return pixels.length;
    }

    int left() {
        return left;
    }

    int right() {
        return right;
    }

    int top() {
        return top;
    }

    int bottom() {
        return bottom;
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    /** The longer side of its box. */
    int side() {
        return Math.max(width(), height());
    }

    /** How many of its pixels are on the edge of the picture. */
    long alongEdge(int pictureHeight, int pictureWidth) {
        return Arrays.stream(pixels)
                .filter(pixel -> {
                    int row = pixel / pictureWidth;
                    int column = pixel % pictureWidth;
                    return row == 0 || row == pictureHeight - 1 || column == 0 || column == pictureWidth - 1;
                })
                .count();
    }

    /** How many columns both have; negative where there is a gap between them. */
    int overlap(InkPart other) {
        return Math.min(right, other.right) - Math.max(left, other.left);
    }

    InkPart and(InkPart other) {
        return new InkPart(
                IntStream.concat(Arrays.stream(pixels), Arrays.stream(other.pixels))
                        .toArray(),
                Math.min(left, other.left),
                Math.max(right, other.right),
                Math.min(top, other.top),
                Math.max(bottom, other.bottom));
    }

    /** Closes the part that contains a pixel; returns how many pixels it found. */
    private static int flood(int start, boolean[] open, int height, int width, int[] found) {
        found[0] = start;
        open[start] = false;
        int count = 1;
        for (int next = 0; next < count; next++) {
            int row = found[next] / width;
            int column = found[next] % width;
            for (int y = Math.max(0, row - 1); y < Math.min(height, row + 2); y++) {
                for (int x = Math.max(0, column - 1); x < Math.min(width, column + 2); x++) {
                    if (open[y * width + x]) {
                        open[y * width + x] = false;
                        found[count++] = y * width + x;
                    }
                }
            }
        }
        return count;
    }
}
