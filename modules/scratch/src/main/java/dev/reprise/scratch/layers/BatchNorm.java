package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Batch normalization, y = γx̂ + β with x̂ = (x − μ) / √(σ² + ε) (an exercise in cs231n; Ioffe and Szegedy 2015).
 *
 * <p>x (n, C) or (n, C, h, w); γ, β, and the running mean and variance are (C). In training μ and σ² are those of the
 * batch, over all but the channels, N values each; the running statistics move by {@code momentum} towards them, with the
 * variance over N − 1, as in torch. In evaluation the running statistics replace them. Backward in training, with means
 * over the N values: dx = γ/√(σ² + ε) · (g − mean(g) − x̂ · mean(g · x̂)); dγ = Σ g · x̂; dβ = Σ g.
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
            throw new IllegalArgumentException("batch normalization needs at least 2 values per channel, got " + n);
        }
        NDArray mean = rows.mean(ROWS);
        NDArray centered = rows.sub(mean);
        NDArray variance = centered.square().mean(ROWS);
        move(runningMean, mean);
        move(runningVariance, variance.mul(n / (n - 1.0)));
        NDArray standardDeviation = variance.add(epsilon).sqrt();
        NDArray normal = centered.div(standardDeviation);
        return pass(
                x,
                normal,
                standardDeviation,
                gradient -> gradient.sub(gradient.mean(ROWS))
                        .sub(normal.mul(gradient.mul(normal).mean(ROWS))));
    }

    @Override
    public Pass evaluate(NDArray x) {
        NDArray rows = rows(x);
        NDArray standardDeviation =
                Pass.freedWith(x, runningVariance.add(epsilon)).sqrt();
        return pass(x, rows.sub(runningMean).div(standardDeviation), standardDeviation, UnaryOperator.identity());
    }

    @Override
    public List<NDArray> parameters() {
        return List.of(gamma, beta);
    }

    /** {@code centering} gives the gradient of x before it is divided by the standard deviation, from that of x̂. */
    private Pass pass(NDArray x, NDArray normal, NDArray standardDeviation, UnaryOperator<NDArray> centering) {
        return new Pass(likeInput(normal.mul(gamma).add(beta), x), gradient -> {
            NDArray rows = rows(gradient);
            return Gradients.of(
                    () -> likeInput(centering.apply(rows.mul(gamma)).div(standardDeviation), x),
                    rows.mul(normal).sum(ROWS),
                    rows.sum(ROWS));
        });
    }

    private void move(NDArray running, NDArray statistic) {
        running.muli(1 - momentum).addi(statistic.mul(momentum));
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
