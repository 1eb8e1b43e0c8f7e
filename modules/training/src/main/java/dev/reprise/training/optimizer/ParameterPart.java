package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;

/**
 * What an optimizer updates at once, a parameter or some rows of a large one: the weights, their gradient, and what it
 * remembers of them.
 *
 * @param lambda the weight decay, as an array on the device
 */
record ParameterPart(NDArray weight, NDArray gradient, Map<String, NDArray> state, double weightDecay, NDArray lambda) {
    /** Arguments of DJL's native updates that switch off what we do ourselves. */
    static final float NO_RESCALE = 1;

    static final float NO_CLIP = -1;
    private static final float NO_MOMENTUM = 0;

    NDArray state(String name) {
        return state.get(name);
    }

    /** g + λw, written over g. */
    NDArray decayedGradient() {
        return weightDecay == 0 ? gradient : gradient.addi(weight.stopGradient().mul(lambda));
    }

    /** w ← w − η · direction; the native call also zeroes the gradient that an update is for. */
    void descend(NDArray direction, double learningRate) {
        nativeDescent(weight, direction, learningRate, 0, weight);
    }

    /** w ← w − η(g + λw), all of it one native call. */
    void descendWithDecay(double learningRate) {
        nativeDescent(weight, gradient, learningRate, weightDecay, weight);
    }

    /**
     * Zeroes the gradient of {@code weight}, NaN too. DJL does so as part of an update only: this one updates a number,
     * by nothing.
     */
    static void zeroGradient(NDArray weight, NDArray number) {
        nativeDescent(number, number, 0, 0, weight);
    }

    private static void nativeDescent(
            NDArray weight, NDArray direction, double learningRate, double decay, NDArray zeroed) {
        weight.getNDArrayInternal()
                .sgdUpdate(
                        new NDList(weight, direction),
                        new NDList(zeroed),
                        (float) learningRate,
                        (float) decay,
                        NO_RESCALE,
                        NO_CLIP,
                        NO_MOMENTUM,
                        true);
    }
}
