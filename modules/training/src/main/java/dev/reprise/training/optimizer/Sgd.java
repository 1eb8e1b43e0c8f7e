package dev.reprise.training.optimizer;

import static dev.reprise.net.torchscript.ScriptText.number;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/**
 * Stochastic gradient descent: w ← w − η(g + λw), with momentum μ along the velocity v ← μv + g + λw.
 *
 * <p>The learning rate stays outside the velocity, as in torch (DJL's own momentum has it inside, which differs as soon
 * as the rate changes).
 */
@JsonTypeName("sgd")
public record Sgd(@JsonUnwrapped SharedSettings shared, double momentum, Momentum kind) implements Optimizer {
    private static final String VELOCITY = "velocity";

    public Sgd {
        Bounds.belowOne("momentum", momentum);
        if (kind == Momentum.NESTEROV && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's momentum must be above 0, is 0");
        }
    }

    /** With this momentum. */
    public Sgd momentum(double value) {
        return new Sgd(shared, value, kind);
    }

    /** With its momentum in Nesterov's form. */
    public Sgd nesterov() {
        return new Sgd(shared, momentum, Momentum.NESTEROV);
    }

    @Override
    public Sgd with(SharedSettings settings) {
        return new Sgd(settings, momentum, kind);
    }

    @Override
    public List<String> state() {
        return momentum == 0 ? List.of() : List.of(VELOCITY);
    }

    @Override
    public void writeStart(UpdateText update) {}

    @Override
    public void writeStep(UpdateText update) {
        update.line(("torch._fused_sgd_(p, g, %s, weight_decay=%s, momentum=%s, lr=rate, dampening=0., nesterov=%s,"
                        + " maximize=False, is_first_step=False)")
                .formatted(
                        momentum == 0 ? "annotate(List[Tensor], [])" : VELOCITY,
                        update.weightDecay(),
                        number(momentum),
                        kind == Momentum.NESTEROV ? "True" : "False"));
    }
}
