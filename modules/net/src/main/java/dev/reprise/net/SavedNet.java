package dev.reprise.net;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.reprise.files.Durable;
import dev.reprise.files.Sha256;
import dev.reprise.net.engine.WeightLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A trained net in a folder that can be opened without the code that trained it: {@code net.json}, DJL's {@code .params},
 * {@code golden.json}, and what stock DJL needs ({@code serving.properties}, {@code synset.txt}).
 *
 * <p>Opening runs no code from the folder. It checks hash and shapes of the parameters before DJL, which checks neither, loads
 * them, and then that the golden inputs give the golden outputs.
 */
public record SavedNet(Path folder, NetDescription description) {
    private static final String NET = "net.json";
    private static final String GOLDEN = "golden.json";

    /**
     * Opens the folder of a saved net, or of a run that contains one as {@code model/}. Needs no engine.
     *
     * @throws NetException in one line: what is missing, damaged, or does not fit
     */
    public static SavedNet open(Path path) {
        Path folder = Files.isRegularFile(path.resolve(NET)) ? path : path.resolve("model");
        if (!Files.isRegularFile(folder.resolve(NET))) {
            throw new NetException(path + " holds no saved net: expected " + NET + " or model/" + NET);
        }
        SavedNet saved = new SavedNet(folder, NetJson.read(folder, NET, NetDescription.class));
        Path params = saved.params();
        if (!Files.isRegularFile(params)) {
            throw new NetException(folder + " lacks " + params.getFileName());
        }
        ParamsFile.check(params, saved.description.net());
        try {
            NpyReference.requireHash(params, saved.description.sha256(), Sha256.of(params));
        } catch (IOException e) {
            throw new NetException(params + " cannot be read: " + e.getMessage(), e);
        }
        return saved;
    }

    /** The description in a {@code net.json}, without its parameters. Throws {@link NetException} if it is invalid. */
    public static NetDescription description(Path json) {
        Path file = json.toAbsolutePath();
        return NetJson.read(file.getParent(), file.getFileName().toString(), NetDescription.class);
    }

    /**
     * Writes the folder, completely or not at all.
     *
     * @param model contains the trained block; it stays the caller's
     * @param golden raw inputs, (n, …) uint8 or float32, on the model's device
     */
    public static void save(Path folder, NetDescription description, Model model, NDArray golden) throws IOException {
        save(folder, description, model, golden, beside -> {});
    }

    /** Writes what belongs to a net into its folder. */
    public interface Supplement {
        void write(Path folder) throws IOException;
    }

    /** As {@link #save(Path, NetDescription, Model, NDArray)}, with more files in the folder. */
    public static void save(Path folder, NetDescription description, Model model, NDArray golden, Supplement supplement)
            throws IOException {
        Durable.writeFolder(folder, beside -> {
            model.setProperty("Epoch", "0");
            model.save(beside, description.name());
            String hash = Sha256.of(new SavedNet(beside, description).params());
            NetJson.write(beside, NET, description.withSha256(hash));
            NetJson.write(beside, GOLDEN, golden(description, model, golden));
            Files.write(beside.resolve("synset.txt"), description.classes());
            Files.writeString(beside.resolve("serving.properties"), servingProperties(description));
            supplement.write(beside);
        });
    }

    /**
     * Loads the parameters onto a device and verifies the net on its golden inputs. The caller closes the result.
     *
     * @throws NetException if the golden inputs give other outputs
     */
    public LoadedNet load(Device device) {
        Model model = Model.newInstance(description.name(), device, "PyTorch");
        try {
            model.setBlock(description.net().toBlock());
            model.load(folder, description.name(), Map.of("epoch", "0"));
            WeightLayout.CHANNELS_LAST.apply(model.getBlock(), model.getNDManager());
            LoadedNet loaded = new LoadedNet(description, model);
            golden().verify(loaded);
            return loaded;
        } catch (Exception e) {
            model.close();
            if (e instanceof NetException known) {
                throw new NetException(folder + ": " + known.getMessage(), e);
            }
            throw new NetException(folder + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The values of a parameter by its name in {@link NetDescription#parameters}, read without an engine. */
    public FloatArray parameter(String name) {
        if (!description.parameters().containsKey(name)) {
            throw new NetException(description.name() + " has no parameter '" + name + "', it has "
                    + String.join(", ", description.parameters().keySet()));
        }
        return ParamsFile.values(params(), description.net(), name::equals).get(name);
    }

    /** The values of all parameters by their names in {@link NetDescription#parameters}, read without an engine. */
    public Map<String, FloatArray> parameters() {
        return ParamsFile.values(params(), description.net(), name -> true);
    }

    /** Inputs with the outputs that the trainer computed for them. */
    public Golden golden() {
        return NetJson.read(folder, GOLDEN, Golden.class);
    }

    private Path params() {
        return folder.resolve(description.name() + "-0000.params");
    }

    /** The settings for stock DJL. Its image translator divides pixels by 255, which {@link SavedNetBlockFactory} undoes, and does not resize. */
    private static String servingProperties(NetDescription description) {
        String properties = """
                engine=PyTorch
                option.modelName=%s
                option.epoch=0
                blockFactory=%s
                """.formatted(description.name(), SavedNetBlockFactory.class.getName());
        if (description.input().dimension() != 3) {
            return properties;
        }
        return properties
                + """
                translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory
                flag=COLOR
                topK=%d
                applySoftmax=%s
                """.formatted(
                        description.classes().size(),
                        description.output() != Output.PROBABILITIES); // softmax of log-probabilities undoes the log
    }

    private static Golden golden(NetDescription description, Model model, NDArray raw) {
        LoadedNet net = new LoadedNet(description, model);
        try (NDArray floats = raw.toType(DataType.FLOAT32, true)) {
            List<float[]> inputs = LoadedNet.rows(floats);
            return new Golden(
                    inputs,
                    net.outputs(inputs),
                    description.task() == Task.CLASSIFICATION ? net.probabilities(inputs) : List.of());
        }
    }
}
