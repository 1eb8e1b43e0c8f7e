package dev.reprise.net.torchscript;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A forward pass as it is written: the statements so far, where the next parameter comes from and, in training, the steps
 * of the backward pass (reverse-mode differentiation).
 */
public final class ForwardText {
    /** What the net does while it is computed: dropout and batch normalization differ. */
    public enum Mode {
        TRAINING,
        EVALUATION
    }

    /** One step back: from the gradient of the loss with respect to an output to that with respect to its input. */
    @FunctionalInterface
    public interface BackwardStep {
        /**
         * Writes the gradients of the step's parameters by {@link ForwardText#gradient}, and names that of its input.
         *
         * @param g names the gradient of the output, which the step may overwrite
         * @param inputNeeded whether the gradient of the input is used; else any text may be returned
         */
        String write(String g, boolean inputNeeded);
    }

    private final List<BackwardStep> steps = new ArrayList<>();
    private final Map<String, String> gradients = new HashMap<>(); // by parameter
    private final ScriptText text;
    private final Mode mode;
    private final String parameters;
    private final DataType type;
    private int nextParameter;
    private int nextStatistic;
    private int nextConstant;

    /**
     * A pass of which nothing is written.
     *
     * @param parameters the name of the list of learned parameters
     * @param type in which the program computes, float32 or float64
     */
    public ForwardText(ScriptText text, Mode mode, String parameters, DataType type) {
        this.text = text;
        this.mode = mode;
        this.parameters = parameters;
        this.type = type;
    }

    public Mode mode() {
        return mode;
    }

    /** Gives the value of an expression a new name. */
    public String let(String expression) {
        return text.let(expression);
    }

    /** The next learned parameter, in DJL's order. */
    public String parameter() {
        return parameters + "[" + nextParameter++ + "]";
    }

    /** The next running statistic, in DJL's order. */
    public String statistic() {
        return "statistics[" + nextStatistic++ + "]";
    }

    /** The next constant of the scaling. */
    public String constant() {
        return "constants[" + nextConstant++ + "]";
    }

    /** Adds the last step so far, which the backward pass takes first. Nothing before the first parameter has a gradient. */
    public void onBackward(BackwardStep step) {
        if (mode == Mode.TRAINING && nextParameter > 0) {
            steps.add(step);
        }
    }

    /** Writes the gradient of a parameter. */
    public void gradient(String parameter, String expression) {
        gradients.put(parameter, let(expression));
    }

    /** Writes the backward pass from the gradient of the loss on, and names the gradients of the parameters in order. */
    public List<String> backward(String g) {
        String gradient = g;
        for (int i = steps.size() - 1; i >= 0; i--) {
            gradient = steps.get(i).write(gradient, i > 0);
        }
        return IntStream.range(0, nextParameter)
                .mapToObj(i -> gradients.get(parameters + "[" + i + "]"))
                .toList();
    }

    /** The same values in the type that the program computes in; where they have it, no copy. */
    public String converted(String x) {
        return let("torch.to(%s, %s)".formatted(x, number()));
    }

    /** A copy of the values, to be changed in place, in the type that the program computes in. */
    public String copied(String x) {
        return let("torch.to(%s, %s, False, True)".formatted(x, number()));
    }

    /** The number that torch has for the type. */
    private String number() {
        return type == DataType.FLOAT64 ? "7" : "6";
    }
}
