package dev.reprise.export;

import dev.reprise.files.tensor.Tensor;
import java.util.Optional;

/**
 * A tensor as a file has it.
 *
 * @param values the numbers, as small as they are stored
 * @param scales what the values are multiplied by, one for each place of their first axis
 */
record StoredTensor(Tensor values, Optional<Tensor> scales) {

    /** The numbers that a reader gets: those stored, multiplied by their scales. */
    Tensor restored() {
        float[] floats = values.toFloats();
        scales.ifPresent(all -> {
            float[] factors = all.toFloats();
            int each = floats.length / factors.length;
            for (int i = 0; i < floats.length; i++) {
                floats[i] *= factors[i / each];
            }
        });
        return Tensor.of(values.shape(), floats);
    }
}
