package dev.reprise.training.program;

import dev.reprise.net.FloatArray;
import java.util.Arrays;

/**
 * What a program gives for some steps or batches, a number for each.
 *
 * @param losses the means over the batches, with the penalty where they were trained on
 * @param unpenalized the same without the penalty, where they were asked for
 * @param correct the right answers, where they were asked for and targets are classes; else zeros
 */
public record Chunk(FloatArray losses, FloatArray unpenalized, FloatArray correct) {

    /** Of the lists of numbers that a program returns one after the other, the later of which may be missing. */
    static Chunk of(float[] values, int count) {
        FloatArray losses = list(values, count, 0);
        return new Chunk(
                losses,
                values.length > count ? list(values, count, 1) : losses,
                values.length > 2 * count ? list(values, count, 2) : FloatArray.of(new float[count]));
    }

    private static FloatArray list(float[] values, int count, int i) {
        return FloatArray.of(Arrays.copyOfRange(values, i * count, (i + 1) * count));
    }
}
