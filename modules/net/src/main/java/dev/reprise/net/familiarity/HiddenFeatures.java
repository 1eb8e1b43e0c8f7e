package dev.reprise.net.familiarity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.Pointwise;
import java.util.ArrayList;
import java.util.List;

/**
 * What a net makes of an input on its way to the classes: the inputs of its linear layers, except the net's own input. Those
 * that come from convolutions are averaged to about 3×3 places per filter. Of a wide net the first layers are left out,
 * until there are at most 2,000 features: their covariance has as many rows and columns.
 */
final class HiddenFeatures {
    private static final double PLACES = 3;
    private static final long MOST = 2000;

    private final List<Net.Step> steps;

    HiddenFeatures(Net net) {
        this.steps = net.steps();
    }

    /** The features (n, …), none for a net without hidden layers, and the scores of the classes (n, classes) before softmax. */
    record Forward(List<NDArray> features, NDArray logits) {}

    /**
     * Computes both.
     *
     * @param block the net's block, whose child i is layer i
     * @param scaled (n, …) the net's scaled inputs
     */
    Forward of(Block block, NDArray scaled) {
        ParameterStore store = new ParameterStore(scaled.getManager(), false);
        List<NDArray> features = new ArrayList<>();
        NDArray logits = scaled;
        NDArray values = scaled;
        boolean learned = false;
        for (int i = 0; i < steps.size(); i++) {
            Net.Step step = steps.get(i);
            boolean flattens = step.input().dimension() == 3 && step.output().dimension() == 1;
            boolean isFlat = step.input().dimension() == 1 && step.layer() instanceof Layer.Linear;
            boolean wasFlattened = i > 0 && steps.get(i - 1).input().dimension() == 3;
            if (learned && (flattens || (isFlat && !wasFlattened))) {
                features.add(flattens ? averaged(store, values, step.input()) : values);
            }
            logits = values;
            values = block.getChildren()
                    .valueAt(i)
                    .forward(store, new NDList(values), false)
                    .singletonOrThrow();
            learned |= !step.parameters().isEmpty();
        }
        while (features.stream().mapToLong(layer -> layer.getShape().get(1)).sum() > MOST) {
            features.remove(0);
        }
        boolean endsWithSoftmax = steps.get(steps.size() - 1).layer() instanceof Pointwise;
        return new Forward(features, endsWithSoftmax ? logits : values);
    }

    private static NDArray averaged(ParameterStore store, NDArray values, Shape shape) {
        int side = (int) Math.max(1, Math.round(Math.min(shape.get(1), shape.get(2)) / PLACES));
        Block pool = Pool.avgPool2dBlock(new Shape(side, side), new Shape(side, side));
        return pool.forward(store, new NDList(values), false)
                .singletonOrThrow()
                .reshape(values.getShape().get(0), -1);
    }

    /** Side by side, (n, features). */
    static NDArray joined(List<NDArray> features) {
        return features.size() == 1 ? features.get(0) : NDArrays.concat(new NDList(features), 1);
    }
}
