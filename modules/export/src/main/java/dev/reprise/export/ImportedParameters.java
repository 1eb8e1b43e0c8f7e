package dev.reprise.export;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The tensors of another program that are the parameters of a net.
 *
 * @param sources the tensor's name by the parameter's, in the order of {@link NetDescription#parameters}
 * @param tensors by the tensor's name
 */
public record ImportedParameters(NetDescription description, Map<String, String> sources, Map<String, Tensor> tensors) {
    private static final int GOLDEN_INPUTS = 3;

    /**
     * Finds the parameters of a net: by name if the names are those expected, else by their order in the file.
     *
     * @throws NetException that names the first tensor that is missing, left over or of another shape
     */
    public static ImportedParameters match(NetDescription description, StateNames names, Map<String, Tensor> tensors) {
        Map<String, Tensor> learned = new LinkedHashMap<>(tensors);
        learned.keySet().removeIf(name -> name.endsWith("num_batches_tracked") || name.equals("metadata"));
        List<String> parameters = List.copyOf(description.parameters().keySet());
        List<String> found = parameters.stream().map(names::of).toList();
        if (!learned.keySet().containsAll(found)) {
            found = List.copyOf(learned.keySet());
        }
        Map<String, String> sources = new LinkedHashMap<>();
        for (int i = 0; i < Math.max(parameters.size(), learned.size()); i++) {
            if (i >= parameters.size()) {
                throw new NetException("expected " + parameters.size() + " tensors, found " + learned.size() + ": "
                        + String.join(", ", learned.keySet().stream().limit(20).toList()));
            }
            if (i >= found.size()) {
                throw new NetException("expected " + parameters.size() + " tensors, found " + learned.size() + ": "
                        + parameters.get(i) + " is missing");
            }
            requireShape(description, parameters.get(i), found.get(i), learned);
            sources.put(parameters.get(i), found.get(i));
        }
        return new ImportedParameters(description, sources, learned);
    }

    private static void requireShape(
            NetDescription description, String parameter, String source, Map<String, Tensor> tensors) {
        List<Long> expected = StateNames.sizes(description.parameters().get(parameter));
        if (!tensors.get(source).shape().equals(expected)) {
            throw new NetException("expected shape " + expected + " for " + parameter + ", " + source
                    + " in the file has " + tensors.get(source).shape());
        }
    }

    /** Writes the saved net, completely or not at all; its golden inputs are random. */
    public void save(Path folder) throws IOException {
        Torch.engine();
        try (Model model = Model.newInstance(description.name(), Device.cpu(), "PyTorch")) {
            Block block = description.net().toBlock();
            block.initialize(
                    model.getNDManager(),
                    DataType.FLOAT32,
                    new Shape(1).addAll(description.net().input()));
            List<Parameter> parameters = new ArrayList<>(block.getParameters().values());
            List<String> names = List.copyOf(sources.values());
            for (int i = 0; i < parameters.size(); i++) {
                float[] values = tensors.get(names.get(i)).toFloats();
                NDArray parameter = parameters.get(i).getArray().stopGradient();
                try (NDArray array = model.getNDManager().create(values, parameter.getShape())) {
                    parameter.set(
                            new NDIndex("..."), array); // set(float[]) makes torch warn of something deprecated in DJL
                }
            }
            model.setBlock(block);
            SavedNet.save(folder, description, model, golden(model));
        }
    }

    private NDArray golden(Model model) {
        boolean pixels = description.input().dimension() == 3;
        Shape shape = new Shape(GOLDEN_INPUTS).addAll(description.input());
        Random random = new Random(1);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels ? random.nextInt(256) : (float) random.nextGaussian();
        }
        return model.getNDManager().create(values, shape).toType(pixels ? DataType.UINT8 : DataType.FLOAT32, false);
    }
}
