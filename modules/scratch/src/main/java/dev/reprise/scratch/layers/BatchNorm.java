package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Batch normalization, y = γx̂ + β with x̂ = (x − μ) / √(σ² + ε) (cs231n leaves it to do; Ioffe and Szegedy 2015).
 *
 * <p>x (n, C) or (n, C, h, w); γ, β, and the running mean and variance are (C). In training μ and σ² are those of the
 * batch, over all but the channels, N values each; the running figures move by {@code momentum} towards them, with the
 * variance over N − 1, as in torch. In evaluation the running figures stand in for them. Backward in training, with
 * means over the N values: dx = γ/√(σ² + ε) · (g − mean(g) − x̂ · mean(g · x̂)); dγ = Σ g · x̂; dβ = Σ g.
 */
public record BatchNorm(
        NDArray gamma, NDArray beta, NDArray runningMean, NDArray runningVariance, double momentum, double epsilon)
        implements ScratchLayer {
    private static final int[] ROWS = {0};

    public BatchNorm {
        if (!(momentum > 0 && momentum <= 1) || !(epsilon > 0)) {
            throw new IllegalArgumentException(
                    "momentum must be in (0, 1] and epsilon above 0, are " + momentum + " and " + epsilon);
        }
    }

    @Override
    public Pass forward(NDArray x) {
        NDArray rows = rows(x);
        long n = rows.size(0);
        if (n < 2) {
            throw new IllegalArgumentException("a batch to normalize needs 2 values a channel, has " + n);
        }
        NDArray mean = rows.mean(ROWS);
        NDArray centred = rows.sub(mean);
        NDArray variance = centred.square().mean(ROWS);
        move(runningMean, mean);
        move(runningVariance, variance.mul(n / (n - 1.0)));
        NDArray deviation = variance.add(epsilon).sqrt();
        NDArray normal = centred.div(deviation);
        return pass(
                x,
                normal,
                deviation,
                gradient -> gradient.sub(gradient.mean(ROWS))
                        .sub(normal.mul(gradient.mul(normal).mean(ROWS))));
    }

    @Override
    public Pass evaluate(NDArray x) {
        NDArray rows = rows(x);
        NDArray deviation = Pass.freedWith(x, runningVariance.add(epsilon)).sqrt();
        return pass(x, rows.sub(runningMean).div(deviation), deviation, gradient -> gradient);
    }

    @Override
    public List<NDArray> parameters() {
        return List.of(gamma, beta);
    }

    /** What of the gradient of x̂, times the deviation, is that of x. */
    @FunctionalInterface
    private interface Centring {
        NDArray of(NDArray gradient);
    }

    private Pass pass(NDArray x, NDArray normal, NDArray deviation, Centring centring) {
        return new Pass(likeInput(normal.mul(gamma).add(beta), x), gradient -> {
            NDArray rows = rows(gradient);
            return Gradients.of(
                    () -> likeInput(centring.of(rows.mul(gamma)).div(deviation), x),
                    rows.mul(normal).sum(ROWS),
                    rows.sum(ROWS));
        });
    }

    private void move(NDArray running, NDArray figure) {
        running.muli(1 - momentum).addi(figure.mul(momentum));
    }

    /** All values of a channel in a column: (N, C). */
    private static NDArray rows(NDArray x) {
        return x.getShape().dimension() == 2 ? x : x.transpose(0, 2, 3, 1).reshape(-1, x.size(1));
    }

    private static NDArray likeInput(NDArray rows, NDArray x) {
        Shape shape = x.getShape();
        return shape.dimension() == 2
                ? rows
                : rows.reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
                        .transpose(0, 3, 1, 2);
    }
}
