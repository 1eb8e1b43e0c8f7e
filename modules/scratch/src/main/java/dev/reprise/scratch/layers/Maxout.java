package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The largest of k linear functions for each unit, max(w₁x + b₁, …, wₖx + bₖ) (cs231n; Goodfellow et al. 2013).
 *
 * <p>x (n, D), y (n, M); the k functions of a unit stand side by side in W (D, M·k) and b (M·k). The gradient goes
 * back through the largest alone.
 */
public record Maxout(NDArray weight, NDArray bias, int pieces) implements ScratchLayer {
    public Maxout {
        if (pieces < 1 || bias.size() % pieces != 0) {
            throw new IllegalArgumentException(
                    "the " + bias.size() + " linear functions do not make units of " + pieces + " pieces");
        }
    }

    @Override
    public Pass forward(NDArray x) {
        Pass linear = new Affine(weight, bias).forward(x);
        NDArray functions = linear.output(); // (n, M·k)
        Pass largest = ArgMax.along(2, functions.reshape(x.size(0), -1, pieces));
        return new Pass(largest.output(), gradient -> {
            NDArray chosen = largest.backward(gradient).input();
            return linear.backward(chosen.reshape(functions.getShape()));
        });
    }

    @Override
    public List<NDArray> parameters() {
        return List.of(weight, bias);
    }
}
