package dev.reprise.export;

import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.FloatArray;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A saved net on its way out: what it is, and its parameters. Needs no engine.
 *
 * @param parameters the values by their names in {@link NetDescription#parameters}
 * @param names PyTorch's names of the parameters by the same names
 * @param quantization how a format that quantizes stores the weights
 */
public record ExportedNet(
        NetDescription description, Map<String, FloatArray> parameters, StateNames names, Quantization quantization) {

    /** A saved net whose parameters are named as in the {@code nn.Sequential} of its layers: {@code 0.weight}. */
    public static ExportedNet of(SavedNet saved) {
        NetDescription description = saved.description();
        return new ExportedNet(
                description, saved.parameters(), StateNames.sequential(description.net()), Quantization.NONE);
    }

    /** The same net with other names of its parameters. */
    public ExportedNet named(StateNames other) {
        return new ExportedNet(description, parameters, other, quantization);
    }

    /** The same net with weights stored in another way. */
    public ExportedNet quantized(Quantization other) {
        return new ExportedNet(description, parameters, names, other);
    }

    /** The parameters as PyTorch's {@code state_dict} has them. */
    public Map<String, Tensor> stateDict() {
        return names.stateDict(description.parameters(), parameters);
    }

    /** As {@link #stateDict}, each tensor as a format that quantizes stores it. */
    public Map<String, StoredTensor> stored() {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        stateDict().forEach((name, tensor) -> stored.put(name, quantization.store(name, tensor)));
        return stored;
    }

    /** The net that a reader of the stored parameters gets. */
    public ImportedParameters restored() {
        Map<String, Tensor> restored = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        description.parameters().forEach((name, shape) -> {
            Tensor tensor =
                    Tensor.of(StateNames.sizes(shape), parameters.get(name).toArray());
            restored.put(name, quantization.store(name, tensor).restored());
            sources.put(name, name);
        });
        return new ImportedParameters(description, sources, restored);
    }
}
