package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Square windows that slide over images: im2col, and its reverse, col2im.
 *
 * <p>Both loop over the k² places in a window, not over pixels: one place of all windows is one slice.
 */
record Patches(int size, int stride, int padding) {
    Patches {
        if (size < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "windows need a size and stride above 0 and a padding of at least 0, got " + size + ", " + stride
                            + ", " + padding);
        }
    }

    /** Images (n, c, h, w) as their windows (n, c, k², h′, w′) with h′ = (h + 2 padding − k) / stride + 1; dx adds up each pixel's windows. */
    Pass of(NDArray x) {
        Shape images = x.getShape();
        long height = steps(images.get(2));
        long width = steps(images.get(3));
        NDArray padded = padding == 0 ? x : x.pad(new Shape(padding, padding, padding, padding), 0);
        NDList places = new NDList(size * size);
        for (int place = 0; place < size * size; place++) {
            places.add(padded.get(slice(place, height, width)));
        }
        Shape paddedShape = padded.getShape();
        return Pass.of(NDArrays.stack(places, 2), gradient -> {
            NDArray sum = gradient.getManager().zeros(paddedShape, gradient.getDataType());
            for (int place = 0; place < size * size; place++) {
                NDArray slice = sum.get(slice(place, height, width)); // a view: adding to it adds to the sum
                slice.addi(gradient.get(new NDIndex().addAllDim(2).addIndices(place)));
            }
            return padding == 0 ? sum : sum.get(inside(images));
        });
    }

    private long steps(long length) {
        long steps = Math.floorDiv(length + 2L * padding - size, stride) + 1;
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "a window of " + size + " does not fit into " + length + " pixels with a padding of " + padding);
        }
        return steps;
    }

    private NDIndex slice(int place, long height, long width) {
        int row = place / size;
        int column = place % size;
        return new NDIndex()
                .addAllDim(2)
                .addSliceDim(row, row + stride * (height - 1) + 1, stride)
                .addSliceDim(column, column + stride * (width - 1) + 1, stride);
    }

    private NDIndex inside(Shape images) {
        return new NDIndex()
                .addAllDim(2)
                .addSliceDim(padding, padding + images.get(2))
                .addSliceDim(padding, padding + images.get(3));
    }
}
