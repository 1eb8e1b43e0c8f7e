package dev.reprise.export;

import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.FloatArray;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import java.util.Map;

/**
 * A saved net on its way out: what it is, and its parameters. Needs no engine.
 *
 * @param parameters the values by their names in {@link NetDescription#parameters}
 * @param names PyTorch's names of the parameters by the same names
 */
public record ExportedNet(NetDescription description, Map<String, FloatArray> parameters, StateNames names) {

    /** A saved net whose parameters are named as in the {@code nn.Sequential} of its layers: {@code 0.weight}. */
    public static ExportedNet of(SavedNet saved) {
        NetDescription description = saved.description();
        return new ExportedNet(description, saved.parameters(), StateNames.sequential(description.net()));
    }

    /** The same net with other names of its parameters. */
    public ExportedNet named(StateNames other) {
        return new ExportedNet(description, parameters, other);
    }

    /** The parameters as PyTorch's {@code state_dict} has them. */
    public Map<String, Tensor> stateDict() {
        return names.stateDict(description.parameters(), parameters);
    }
}
