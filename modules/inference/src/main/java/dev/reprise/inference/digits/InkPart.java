package dev.reprise.inference.digits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
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
    static List<InkPart> connected(byte[] ink, int height, int width) {
        boolean[] seen = new boolean[ink.length];
        List<InkPart> parts = new ArrayList<>();
        for (int i = 0; i < ink.length; i++) {
            if (ink[i] != 0 && !seen[i]) {
                parts.add(of(flood(i, ink, height, width, seen), width));
            }
        }
        return leftToRight(parts);
    }

    static List<InkPart> leftToRight(List<InkPart> parts) {
        return parts.stream()
                .sorted(Comparator.comparingInt(part -> part.left + part.right))
                .toList();
    }

    /** The part that consists of these pixels of a picture. */
    static InkPart of(int[] pixels, int width) {
        int[] columns = Arrays.stream(pixels).map(pixel -> pixel % width).toArray();
        return new InkPart(
                pixels,
                Arrays.stream(columns).min().orElseThrow(),
                Arrays.stream(columns).max().orElseThrow() + 1,
                Arrays.stream(pixels).min().orElseThrow() / width,
                Arrays.stream(pixels).max().orElseThrow() / width + 1);
    }

    int[] pixels() {
        return pixels.clone();
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

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
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

    private static int[] flood(int start, byte[] ink, int height, int width, boolean[] seen) {
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        IntStream.Builder found = IntStream.builder();
        seen[start] = true;
        while (!open.isEmpty()) {
            int pixel = open.remove();
            found.add(pixel);
            int row = pixel / width;
            int column = pixel % width;
            for (int y = Math.max(0, row - 1); y < Math.min(height, row + 2); y++) {
                for (int x = Math.max(0, column - 1); x < Math.min(width, column + 2); x++) {
                    int next = y * width + x;
                    if (ink[next] != 0 && !seen[next]) {
                        seen[next] = true;
                        open.add(next);
                    }
                }
            }
        }
        return found.build().toArray();
    }
}
