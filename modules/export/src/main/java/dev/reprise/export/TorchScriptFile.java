package dev.reprise.export;

import ai.djl.ndarray.types.DataType;
import dev.reprise.files.Json;
import dev.reprise.files.tensor.StoredZip;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.Layer;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Output;
import dev.reprise.net.Scaling;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A net as a TorchScript archive, which {@code torch.jit.load} and libtorch open: from raw inputs to probabilities.
 *
 * <p>Its parameters are those of sub-modules named as in an {@code nn.Sequential}; {@code extra/metadata.json} says the rest.
 */
final class TorchScriptFile {
    private static final String VERSION = "10\n"; // of the operators

    private final ExportedNet net;
    private final Map<String, Map<String, Tensor>> modules = new LinkedHashMap<>(); // by layer, by parameter
    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private final List<Tensor> data = new ArrayList<>();

    private TorchScriptFile(ExportedNet net) {
        this.net = net;
        net.parameters().forEach((name, values) -> {
            String[] words = net.names().of(name).split("\\.", -1);
            modules.computeIfAbsent(words[0], layer -> new LinkedHashMap<>())
                    .put(
                            words[1],
                            Tensor.of(
                                    StateNames.sizes(
                                            net.description().parameters().get(name)),
                                    values.toArray()));
        });
    }

    /** The archive of a net, which must have its names of {@link StateNames#sequential}. */
    static byte[] of(ExportedNet net) {
        TorchScriptFile file = new TorchScriptFile(net);
        String code = file.code();
        byte[] pickle = file.pickle();
        String folder = net.description().name() + "/";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredZip zip = new StoredZip(bytes)) {
            for (int i = 0; i < file.data.size(); i++) {
                ByteBuffer values = file.data.get(i).bytes();
                byte[] copy = new byte[values.remaining()];
                values.get(copy);
                zip.put(folder + "data/" + i, copy);
            }
            zip.put(folder + "data.pkl", pickle);
            zip.put(folder + "code/__torch__.py", utf8(code));
            zip.put(folder + "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'}); // an empty tuple
            zip.put(folder + "extra/metadata.json", utf8(Json.pretty(NetMetadata.of(net.description()))));
            zip.put(folder + "version", utf8(VERSION));
            zip.put(folder + "byteorder", utf8("little"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        modules.forEach((layer, parameters) -> code.append(declaration("Layer" + layer, parameters)));
        String forward = forward(); // finds the constants, which are declared before it
        code.append(declaration("Net", constants));
        modules.keySet()
                .forEach(layer ->
                        code.append("  __annotations__[\"%s\"] = __torch__.Layer%s\n".formatted(layer, layer)));
        return code + "  def forward(self: __torch__.Net, x: Tensor) -> Tensor:\n" + forward;
    }

    /** The head of a class; a constant of the scaling is a buffer, as are running statistics. */
    private String declaration(String name, Map<String, Tensor> attributes) {
        List<String> parameters = attributes.keySet().stream()
                .filter(attribute -> !isBuffer(attribute))
                .toList();
        List<String> buffers =
                attributes.keySet().stream().filter(TorchScriptFile::isBuffer).toList();
        StringBuilder head = new StringBuilder("class " + name + "(Module):\n");
        head.append("  __parameters__ = ").append(names(parameters));
        head.append("  __buffers__ = ").append(names(buffers));
        head.append("  training : bool\n");
        attributes
                .keySet()
                .forEach(attribute -> head.append("  ").append(attribute).append(" : Tensor\n"));
        return head.toString();
    }

    private static boolean isBuffer(String attribute) {
        return attribute.startsWith("running") || attribute.startsWith("scaling");
    }

    private static String names(List<String> names) {
        StringBuilder list = new StringBuilder("[");
        names.forEach(name -> list.append('"').append(name).append("\", "));
        return list + "]\n";
    }

    private String forward() {
        NetDescription description = net.description();
        ScriptText text = new ScriptText();
        ForwardText forward = new ForwardText(text, ForwardText.Mode.EVALUATION, "p", DataType.FLOAT32);
        List<String> learned = new ArrayList<>();
        List<String> statistics = new ArrayList<>();
        modules.forEach((layer, parameters) -> {
            text.line("layer%s = getattr(self, \"%s\")".formatted(layer, layer));
            parameters
                    .keySet()
                    .forEach(name -> (isBuffer(name) ? statistics : learned).add("layer" + layer + "." + name));
        });
        text.line("p = annotate(List[Tensor], [" + String.join(", ", learned) + "])");
        text.line("statistics = annotate(List[Tensor], [" + String.join(", ", statistics) + "])");
        String x = forward.converted("x");
        for (Scaling.Arithmetic step : description.scaling().arithmetic(description.input())) {
            x = text.let(scaled(step, x));
        }
        for (Layer layer : description.layers()) {
            x = layer.write(forward, x);
        }
        text.line("return " + probabilities(description.output(), x));
        return text.toString();
    }

    private String scaled(Scaling.Arithmetic step, String x) {
        String name = "scaling" + constants.size();
        constants.put(
                name, Tensor.of(StateNames.sizes(step.shape()), step.values().toArray()));
        String how = switch (step.operator()) {
            case SUBTRACT -> "torch.sub(%s, self.%s)";
            case ADD -> "torch.add(%s, self.%s)";
            case MULTIPLY -> "torch.mul(%s, self.%s)";
            case DIVIDE -> "torch.div(%s, self.%s)";
            case PROJECT -> "torch.matmul(torch.flatten(%s, 1), self.%s)";
        };
        return how.formatted(x, name);
    }

    private static String probabilities(Output output, String x) {
        return switch (output) {
            case LOGITS -> "torch.softmax(" + x + ", -1)";
            case LOG_PROBABILITIES -> "torch.exp(" + x + ")";
            case PROBABILITIES, VALUES -> x;
        };
    }

    private byte[] pickle() {
        ModulePickle pickle = new ModulePickle();
        pickle.begin("Net");
        attributes(pickle, constants);
        modules.forEach((layer, parameters) -> {
            pickle.name(layer);
            pickle.begin("Layer" + layer);
            attributes(pickle, parameters);
            pickle.end();
        });
        pickle.end();
        return pickle.finished();
    }

    private void attributes(ModulePickle pickle, Map<String, Tensor> attributes) {
        attributes.forEach((name, tensor) -> {
            pickle.name(name);
            pickle.tensor(data.size(), tensor.shape());
            data.add(tensor);
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
