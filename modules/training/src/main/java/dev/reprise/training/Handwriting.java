package dev.reprise.training;

import ai.djl.ndarray.NDArray;
import dev.reprise.net.Layer;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A net's forward pass written out by hand on arrays, in place of DJL's blocks; torch's autograd finds the gradients.
 *
 * <p>Whoever writes it (module {@code scratch}) names it in {@code META-INF/services}.
 */
public interface Handwriting {
    /** Whether dropout is at work. */
    enum Mode {
        TRAINING,
        EVALUATION
    }

    /**
     * The outputs for a batch.
     *
     * @param parameters of all layers in DJL's order and shapes, as {@link dev.reprise.net.Net#parameterShapes} has them
     * @throws IllegalArgumentException for a layer that is not written out
     */
    NDArray forward(List<Layer> layers, List<NDArray> parameters, NDArray inputs, Mode mode);

    /** The one on the class path. */
    static Handwriting find() {
        return ServiceLoader.load(Handwriting.class)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "a net written by hand needs the module scratch on the class path, and it is not there"));
    }
}
