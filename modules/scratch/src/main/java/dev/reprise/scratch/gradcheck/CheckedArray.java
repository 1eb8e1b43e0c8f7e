package dev.reprise.scratch.gradcheck;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The gradient of one array compared with its central differences.
 *
 * @param name "x" for the input, else the parameter's
 * @param error the largest relative error, |a − d| / max(10⁻⁸, |a| + |d|) as cs231n's {@code rel_error}, with a the
 *     analytic gradient and d the differences
 * @param worst the entry that has it, counted from 0 along each axis; empty where none was compared
 * @param analytic a of that entry
 * @param numeric d of that entry
 * @param wrong how many entries are wrong, see {@link GradientCheck}
 * @param kinks how many entries were left out, see {@link GradientCheck}
 */
public record CheckedArray(
        String name,
        Shape shape,
        double error,
        List<Long> worst,
        double analytic,
        double numeric,
        int wrong,
        int kinks) {
    public CheckedArray {
        worst = List.copyOf(worst);
    }
}
