package dev.reprise.training.program;

import dev.reprise.net.Layer;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.training.experiment.UsageException;
import java.util.ServiceLoader;

/**
 * A net's forward pass from scratch, in place of torch's layers; torch's autograd finds the gradients.
 *
 * <p>Its implementation (module {@code scratch}) is named in {@code META-INF/services}.
 */
public interface ScratchForward {
    /**
     * Writes a layer into a TorchScript program and names its output. {@code x} names its input, a batch.
     *
     * @throws IllegalArgumentException for a layer it does not have
     */
    String write(Layer layer, ForwardText forward, String x);

    /** The one on the class path. */
    static ScratchForward find() {
        return ServiceLoader.load(ScratchForward.class)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "an experiment with a forward pass from scratch needs the module scratch on the class path"));
    }
}
