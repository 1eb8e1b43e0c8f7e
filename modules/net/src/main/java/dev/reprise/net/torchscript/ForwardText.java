package dev.reprise.net.torchscript;

import ai.djl.ndarray.types.DataType;

/** A forward pass as it is written: the statements so far, and where the next parameter comes from. */
public final class ForwardText {
    /** What the net does while it is computed: dropout and batch normalization differ. */
    public enum Mode {
        TRAINING,
        EVALUATION
    }

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
