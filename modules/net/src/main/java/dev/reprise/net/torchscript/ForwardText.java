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

    /**
     * The methods that a program with a backward pass needs beside its own.
     *
     * <p>{@code dropout} returns the rescaled array and the mask of what it keeps. On a CPU the mask is drawn as 16 bits of an
     * integer per element, which takes a tenth of the time of torch's Bernoulli numbers; a rate is rounded to a multiple of
     * 2⁻¹⁶. {@code reshaped} gives a gradient the shape of {@code x}, and channels last in memory where {@code x} has it.
     */
    public static final String METHODS = """
              def dropout(self, x: Tensor, rate: float, scale: float) -> List[Tensor]:
                if ops.prim.is_cuda(x):
                  kept = torch.native_dropout(x, rate, True)
                  y = kept[0]
                  mask = kept[1]
                else:
                  elements = torch.numel(x)
                  drawn = torch.empty([torch.floordiv(elements + 3, 4)], dtype=4)
                  torch.random_(drawn, -9223372036854775807 - 1, None)
                  bits = torch.slice(torch.view_copy(drawn, dtype=2), 0, 0, elements)
                  above = torch.ge(bits, min(32767, int(torch.round(rate * 65536.)) - 32768))
                  mask = torch.as_strided(above, torch.size(x), torch.stride(x))
                  y = torch.mul_(torch.mul(x, mask), scale)
                return [y, mask]
              def reshaped(self, g: Tensor, x: Tensor) -> Tensor:
                y = torch.reshape(g, torch.size(x))
                if torch.is_contiguous(x, memory_format=2):
                  y = torch.contiguous(y, memory_format=2)
                return y
            """;

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

    /** The number that torch has for the type. */
    private String number() {
        return type == DataType.FLOAT64 ? "7" : "6";
    }
}
