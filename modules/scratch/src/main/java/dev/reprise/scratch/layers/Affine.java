package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A fully connected layer, y = xW + b (cs231n, "全连接层的实现"; npnet's Linear).
 *
 * <p>x (n, d₁, …, dₖ) is taken as rows (n, D) with D = d₁·…·dₖ; W (D, M), b (M), y (n, M). Backward: dx = gWᵀ,
 * dW = xᵀg, db = Σₙ g.
 */
public record Affine(NDArray weight, NDArray bias) implements ScratchLayer {

    @Override
    public Pass forward(NDArray x) {
        NDArray rows = x.reshape(x.size(0), weight.size(0));
        return new Pass(
                rows.matMul(weight).add(bias),
                gradient -> Gradients.of(
                        () -> gradient.matMul(Pass.freedWith(gradient, weight.transpose()))
                                .reshape(x.getShape()),
                        rows.transpose().matMul(gradient),
                        gradient.sum(new int[] {0})));
    }

    @Override
    public List<NDArray> parameters() {
        return List.of(weight, bias);
    }
}
