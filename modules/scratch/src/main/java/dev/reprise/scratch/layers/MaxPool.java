package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;

/**
 * The largest value of each square window, by im2col (numpy-and-cnn's {@code max_pool2d}).
 *
 * <p>x (n, C, h, w), y (n, C, h′, w′) with h′ = (h − size) / stride + 1, rounded down. The gradient goes to the pixel
 * that was the largest of its window.
 */
public record MaxPool(int size, int stride) implements ScratchLayer {

    @Override
    public Pass forward(NDArray x) {
        Pass windows = new Patches(size, stride, 0).of(x);
        Pass largest = ArgMax.along(2, windows.output());
        return Pass.of(
                largest.output(),
                gradient -> windows.backward(largest.backward(gradient).input()).input());
    }
}
