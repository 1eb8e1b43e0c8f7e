package dev.reprise.training.optimizer;

import static dev.reprise.net.torchscript.ScriptText.number;

import dev.reprise.training.bounds.Bounds;
import java.util.List;

/** The running means that {@link Adam} and {@link AdamW} share, and their update by torch's fused kernels. */
public record AdamMoments(double beta1, double beta2, double epsilon) {
    static final List<String> STATE = List.of("mean", "squareAverage");

    public AdamMoments {
        Bounds.belowOne("beta1", beta1);
        Bounds.belowOne("beta2", beta2);
        Bounds.aboveZero("epsilon", epsilon);
    }

    /** The kernels read the number of the step from the device, as float32. */
    void writeStart(UpdateText update) {
        update.line("count = torch.full([], steps_done, dtype=6, device=ops.prim.device(p[0]))");
        update.line("counts = torch.mul([count], len(p))");
    }

    void writeStep(UpdateText update, String kernel) {
        update.line("torch.add_(count, 1)");
        update.line(
                ("torch.%s(p, g, mean, squareAverage, annotate(List[Tensor], []), counts, lr=rate, beta1=%s, beta2=%s,"
                                + " weight_decay=%s, eps=%s, amsgrad=False, maximize=False)")
                        .formatted(kernel, number(beta1), number(beta2), update.weightDecay(), number(epsilon)));
    }
}
