package dev.reprise.app.mlp;

import dev.reprise.scratch.gradcheck.GradcheckTable;

/**
 * Every gradient that is written by hand, beside central differences, from npnet.txt.
 *
 * <p>What to see: the text's two checks, of ReLU and of two linear layers with ReLUs, are true, and so are all others.
 */
final class Gradcheck {
    static final GradcheckTable DEMONSTRATION =
            new GradcheckTable("gradcheck", "npnet", "导数验证", "every gradient by hand is that of central differences");

    private Gradcheck() {}
}
