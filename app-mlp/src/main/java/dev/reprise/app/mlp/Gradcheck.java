package dev.reprise.app.mlp;

import dev.reprise.scratch.gradcheck.GradcheckTable;
import dev.reprise.training.experiment.Source;

/**
 * Every gradient from scratch compared with central differences, from npnet.txt.
 *
 * <p>Look for: the text's two checks, of ReLU and of two linear layers with ReLUs, are true, and so are all others.
 */
final class Gradcheck {
    static final GradcheckTable DEMONSTRATION = new GradcheckTable(
            "gradcheck",
            new Source("npnet", "导数验证", "Checking derivatives"),
            "every gradient from scratch agrees with central differences");

    private Gradcheck() {}
}
