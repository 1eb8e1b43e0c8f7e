package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One parameter under an {@link OptimizerState}, and what the optimizer remembers of it.
 *
 * <p>On a CPU a large parameter is updated part by part. An optimizer passes over it several times and makes temporaries of
 * its size: those of a part stay in the cache, and their memory is used again instead of going back to the system.
 */
final class ParameterState {
    private static final long PART_ELEMENTS = 1 << 17; // measured: half and double are slower

    private final Parameter parameter;
    private final NDManager manager;
    private final double weightDecay;
    private final NDArray lambda;
    private final Map<String, NDArray> state = new LinkedHashMap<>();

    ParameterState(Parameter parameter, double weightDecay, List<String> stateNames, NDManager manager) {
        this.parameter = parameter;
        this.manager = manager;
        this.weightDecay = weightDecay;
        this.lambda = OptimizerState.scalar(manager, weightDecay);
        stateNames.forEach(name -> state.put(name, zeros()));
    }

    /** One step for the parameter, its gradient zeroed after it. */
    void update(OptimizerState.Step step, double learningRate, long steps) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray weight = parameter.getArray();
            NDArray gradient = weight.getGradient();
            int parts = parts(weight);
            if (parts == 1) {
                step.update(new ParameterPart(weight, gradient, state, weightDecay, lambda), learningRate, steps);
            } else {
                updateByParts(weight.stopGradient().split(parts), gradient.split(parts), step, learningRate, steps);
                ParameterPart.zeroGradient(weight, lambda);
            }
        }
    }

    private void updateByParts(
            NDList weights, NDList gradients, OptimizerState.Step step, double learningRate, long steps) {
        Map<String, NDList> states = new LinkedHashMap<>();
        state.forEach((name, array) -> states.put(name, array.split(parts(array))));
        for (int i = 0; i < weights.size(); i++) {
            Map<String, NDArray> ofPart = new LinkedHashMap<>();
            for (String name : states.keySet()) {
                ofPart.put(name, states.get(name).get(i));
            }
            ParameterPart part = new ParameterPart(weights.get(i), gradients.get(i), ofPart, weightDecay, lambda);
            try (NDScope scope = new NDScope()) { // the temporaries of a part go before those of the next come
                scope.suppressNotUsedWarning();
                step.update(part, learningRate, steps);
            }
        }
    }

    /** Into how many parts to cut an array: along the first axis, which lies outermost in memory. */
    private static int parts(NDArray array) {
        if (array.getDevice().isGpu() || array.size() < 2 * PART_ELEMENTS) {
            return 1;
        }
        return (int) Math.min(array.size() / PART_ELEMENTS, array.getShape().get(0));
    }

    Map<String, NDArray> state() {
        return state;
    }

    /** Puts a copy in the place of a state array; strides stay the parameter's. */
    void restore(String name, NDArray value) {
        if (!value.getShape().equals(parameter.getShape())) {
            throw new IllegalArgumentException(
                    name + " must have the shape " + parameter.getShape() + ", has " + value.getShape());
        }
        NDArray restored = zeros();
        restored.addi(value.toDevice(restored.getDevice(), false));
        state.put(name, restored).close();
    }

    private NDArray zeros() {
        NDArray zeros = parameter.getArray().zerosLike(); // with its strides: a convolution's may be channels-last
        zeros.attach(manager);
        return zeros;
    }
}
