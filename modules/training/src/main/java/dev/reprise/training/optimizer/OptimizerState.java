package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An {@link Optimizer} at work: the parameters it updates, what it remembers of them, and the steps it has taken.
 *
 * <p>Nothing is read back from the device, and nothing is left in memory by a step.
 */
public final class OptimizerState {

    /** One step of an optimizer for one parameter, the gradient zeroed after it. Arrays that it makes are closed for it. */
    @FunctionalInterface
    interface Step {
        /** Step number {@code step}, from 1, for a parameter, or a part of it. */
        void update(ParameterPart part, double learningRate, long step);
    }

    private final Map<Integer, ParameterState> states = new TreeMap<>(); // by the parameter's place in the list
    private final Step step;
    private long steps;

    OptimizerState(
            SharedSettings settings,
            List<Parameter> parameters,
            NDManager manager,
            List<String> stateNames,
            Step step) {
        this.step = step;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.requiresGradient()) {
                double weightDecay = settings.decay().pulls(parameter.getType()) ? settings.weightDecay() : 0;
                states.put(i, new ParameterState(parameter, weightDecay, stateNames, manager));
            }
        }
    }

    /** Updates every parameter that has a gradient, by its gradient, and zeroes the gradients. */
    public void step(double learningRate) {
        steps++;
        for (ParameterState state : states.values()) {
            state.update(step, learningRate, steps);
        }
    }

    /** How many steps were taken, those before a {@link #restore} included. */
    public long steps() {
        return steps;
    }

    /** What the optimizer remembers, live: by the parameter's place in the list and a name, as in {@code 0.squareAverage}. */
    public Map<String, NDArray> state() {
        Map<String, NDArray> all = new LinkedHashMap<>();
        states.forEach((i, of) -> of.state().forEach((name, array) -> all.put(i + "." + name, array)));
        return all;
    }

    /** Continues from where {@link #state} and {@link #steps} were read, with copies of these arrays. */
    public void restore(Map<String, NDArray> state, long steps) {
        Map<String, NDArray> own = state();
        if (!own.keySet().equals(state.keySet())) {
            throw new IllegalArgumentException("state must be of " + own.keySet() + ", is of " + state.keySet());
        }
        states.forEach((i, of) ->
                List.copyOf(of.state().keySet()).forEach(name -> of.restore(name, state.get(i + "." + name))));
        this.steps = steps;
    }

    /** A constant, made on the device once: DJL would copy a Java number to it at each operation. */
    public static NDArray scalar(NDManager manager, double value) {
        return manager.full(new Shape(), (float) value);
    }
}
