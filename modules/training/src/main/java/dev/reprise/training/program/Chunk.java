package dev.reprise.training.program;

import ai.djl.ndarray.NDList;
import dev.reprise.net.FloatArray;

/**
 * What a program gives for some steps or batches, a number for each.
 *
 * @param losses the means over the batches, with the penalty where they were trained on
 * @param unpenalized the same without the penalty, where they were asked for
 * @param correct the right answers, where they were asked for and targets are classes; else zeros
 */
public record Chunk(FloatArray losses, FloatArray unpenalized, FloatArray correct) {

    /** Of the arrays that a program returns, of which the later ones may be missing. */
    static Chunk of(NDList results) {
        FloatArray losses = floats(results, 0);
        return new Chunk(
                losses,
                results.size() > 1 ? floats(results, 1) : losses,
                results.size() > 2 ? floats(results, 2) : FloatArray.of(new float[losses.length()]));
    }

    private static FloatArray floats(NDList results, int i) {
        return FloatArray.of(results.get(i).toFloatArray());
    }
}
