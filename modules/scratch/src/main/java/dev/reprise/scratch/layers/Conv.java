package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A convolution (cross-correlation, as in torch) with square kernels, by im2col (numpy-and-cnn's Conv2d).
 *
 * <p>x (n, C, h, w), W (F, C, k, k), b (F), y (n, F, h′, w′) with h′ = (h + 2 padding − k) / stride + 1. Each window is
 * a row of C·k² values, all of them R (n·h′·w′, C·k²); then it is an affine layer: y = RWᵀ + b, dR = gW, dW = gᵀR,
 * db = Σ g, with W as (F, C·k²) and g as (n·h′·w′, F). dx adds up dR over the windows that a pixel is in.
 */
public record Conv(NDArray weight, NDArray bias, int stride, int padding) implements ScratchLayer {

    @Override
    public Pass forward(NDArray x) {
        Shape kernels = weight.getShape();
        Pass windows = new Patches((int) kernels.get(2), stride, padding).of(x);
        NDArray places = windows.output(); // (n, C, k², h′, w′)
        long n = x.size(0);
        long height = places.size(3);
        long width = places.size(4);
        NDArray rows = places.transpose(0, 3, 4, 1, 2).reshape(-1, places.size(1) * places.size(2));
        NDArray output = rows.matMul(matrix(x).transpose()).add(bias);
        return new Pass(output.reshape(n, height, width, -1).transpose(0, 3, 1, 2), gradient -> {
            NDArray filters = gradient.transpose(0, 2, 3, 1).reshape(-1, kernels.get(0));
            return Gradients.of(
                    () -> windows.backward(filters.matMul(matrix(gradient))
                                    .reshape(n, height, width, places.size(1), places.size(2))
                                    .transpose(0, 3, 4, 1, 2))
                            .input(),
                    filters.transpose().matMul(rows).reshape(kernels),
                    filters.sum(new int[] {0}));
        });
    }

    @Override
    public List<NDArray> parameters() {
        return List.of(weight, bias);
    }

    /** The kernels as rows: (F, C·k²). */
    private NDArray matrix(NDArray passing) {
        return Pass.freedWith(passing, weight.reshape(weight.size(0), -1));
    }
}
