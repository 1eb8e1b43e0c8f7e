package dev.reprise.training.optimizer;

import dev.reprise.net.torchscript.ScriptText;
import java.util.List;

/**
 * Where an {@link Optimizer} writes itself into a TorchScript program.
 *
 * <p>In the program, {@code p} is the list of the parameters, {@code g} that of their gradients, which the step may
 * overwrite, and {@code rate} the learning rate. What the optimizer remembers are lists with the names of its state.
 */
public final class UpdateText {
    /** How operations without a fused kernel pass over the parameters. */
    public enum Form {
        /** All parameters in one call: few kernels on a GPU. */
        FOREACH("torch._foreach_", ""),
        /**
         * One part after the other, each a parameter or some rows of a large one: on a CPU the temporaries of a part stay in
         * the cache, and their memory is used again.
         */
        PARTS("torch.", "_part");

        private final String prefix;
        private final String suffix;

        Form(String prefix, String suffix) {
            this.prefix = prefix;
            this.suffix = suffix;
        }
    }

    /** The methods that the statements call. */
    public static final String METHODS = """
              def parts(self, arrays: List[Tensor]) -> List[Tensor]:
                parts = annotate(List[Tensor], [])
                for i in range(len(arrays)):
                  x = arrays[i]
                  rows = max(1, torch.floordiv(torch.size(x, 0) * %s, torch.numel(x)))
                  torch.extend(parts, torch.split(x, rows))
                return parts
            """.formatted(1 << 17); // elements of a part; half and double are slower

    private final ScriptText text;
    private final Form form;
    private final Optimizer optimizer;
    private final List<Integer> weights;
    private final boolean decaysAll;

    /**
     * Writes into {@code text}.
     *
     * @param weights which of the parameters are weights
     * @param parameters how many parameters there are
     */
    public UpdateText(ScriptText text, Form form, Optimizer optimizer, List<Integer> weights, int parameters) {
        this.text = text;
        this.form = form;
        this.optimizer = optimizer;
        this.weights = weights;
        this.decaysAll = optimizer.shared().decay() == Decay.ALL || weights.size() == parameters;
    }

    /** Writes what comes once, before a number of steps. */
    public void writeStart() {
        optimizer.writeStart(this);
    }

    /** Writes one step for all parameters. */
    public void writeStep() {
        if (!decaysAll && optimizer.weightDecay() != 0) {
            weights.forEach(i -> line(optimizer.decay(i)));
        }
        optimizer.writeStep(this);
    }

    /** A statement as it is. */
    void line(String statement) {
        text.line(statement);
    }

    /** The weight decay that all parameters have; 0 where only some have it, whose statements are written already. */
    String weightDecay() {
        return ScriptText.number(decaysAll ? optimizer.weightDecay() : 0);
    }

    /** What {@link #forEach} needs, before the first step. */
    void splitIntoParts() {
        if (form == Form.PARTS) {
            line("p_parts = (self).parts(p)");
            optimizer.state().forEach(name -> line("%s_parts = (self).parts(%s)".formatted(name, name)));
        }
    }

    /** Statements for all parameters, in which {@link #name} names the arrays; weight decay is in the gradients already. */
    void forEach(Runnable statements) {
        if (form == Form.PARTS) {
            line("g_parts = (self).parts(g)");
            line("for k in range(len(p_parts)):");
            text.indent();
            line("p_part = p_parts[k]");
            line("g_part = g_parts[k]");
            optimizer.state().forEach(name -> line("%s_part = %s_parts[k]".formatted(name, name)));
        }
        if (decaysAll && optimizer.weightDecay() != 0) {
            apply("add_", name("g"), name("p"), "alpha=" + weightDecay());
        }
        statements.run();
        if (form == Form.PARTS) {
            text.dedent();
        }
    }

    /** The name of {@code p}, {@code g} or a state within {@link #forEach}. */
    String name(String list) {
        return list + form.suffix;
    }

    /** An operation on every element, in place. */
    void apply(String operation, String... arguments) {
        line(call(operation, arguments));
    }

    /** The value of an operation on every element, by a name of its own. */
    String let(String operation, String... arguments) {
        return text.let(call(operation, arguments));
    }

    /** The running mean of squares: mean ← share · mean + (1 − share) · values². */
    void averageSquares(String mean, String values, double share) {
        apply("mul_", mean, ScriptText.number(share));
        apply("addcmul_", mean, values, values, "value=" + ScriptText.number(1 - share));
    }

    /** w ← w − ηg / (√squares + ε). */
    void descendOverRoot(String squares, double epsilon) {
        String roots = let("sqrt", squares);
        apply("add_", roots, ScriptText.number(epsilon));
        apply("div_", name("g"), roots);
        apply("add_", name("p"), name("g"), "alpha=-rate");
    }

    private String call(String operation, String... arguments) {
        return form.prefix + operation + "(" + String.join(", ", arguments) + ")";
    }
}
