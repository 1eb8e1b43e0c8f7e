package dev.reprise.training.loop;

import ai.djl.ndarray.NDArray;
import dev.reprise.net.Layer;
import dev.reprise.training.experiment.UsageException;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A net's forward pass from scratch on arrays, in place of DJL's blocks; torch's autograd finds the gradients.
 *
 * <p>Its implementation (module {@code scratch}) is named in {@code META-INF/services}.
 */
public interface ScratchForward {
    /** Whether dropout is active. */
    enum Mode {
        TRAINING,
        EVALUATION
    }

    /**
     * The outputs for a batch.
     *
     * @param parameters of all layers in DJL's order and shapes, as {@link dev.reprise.net.Net#parameterShapes} has them
     * @throws IllegalArgumentException for a layer it does not have
     */
    NDArray forward(List<Layer> layers, List<NDArray> parameters, NDArray inputs, Mode mode);

    /** The one on the class path. */
    static ScratchForward find() {
        return ServiceLoader.load(ScratchForward.class)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "an experiment with a forward pass from scratch needs the module scratch on the class path"));
    }
}
