package dev.reprise.net.torchscript;

/** The statements of one method of a TorchScript program, as they are written. */
public final class ScriptText {
    private final StringBuilder lines = new StringBuilder();
    private String indent = "    ";
    private int names;

    /** Gives the value of an expression a new name: {@code x3 = torch.relu(x2)}. */
    public String let(String expression) {
        String name = "x" + ++names;
        line(name + " = " + expression);
        return name;
    }

    public void line(String statement) {
        lines.append(indent).append(statement).append('\n');
    }

    public void indent() {
        indent += "  ";
    }

    public void dedent() {
        indent = indent.substring(2);
    }

    /** A number as TorchScript reads it: exactly this one. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number in a program must be finite, is " + value);
        }
        return Double.toString(value).replace('E', 'e');
    }

    /** A truth value as TorchScript reads it. */
    public static String truth(boolean value) {
        return value ? "True" : "False";
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
