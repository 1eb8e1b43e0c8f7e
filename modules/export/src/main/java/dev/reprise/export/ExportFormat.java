package dev.reprise.export;

import dev.reprise.files.Json;
import dev.reprise.files.tensor.NpzFile;
import dev.reprise.files.tensor.SafetensorsFile;
import dev.reprise.files.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A format of other programs in which a saved net can be written. */
public enum ExportFormat {
    /** The parameters under PyTorch's names; scaling, layers and classes as texts. */
    SAFETENSORS("safetensors") {
        @Override
        public byte[] encode(ExportedNet net) {
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put("format", "pt");
            metadata.putAll(NetMetadata.of(net.description()));
            return SafetensorsFile.encode(net.stateDict(), metadata);
        }
    },
    /** NumPy's arrays under PyTorch's names; the rest is JSON in the bytes of the array {@code metadata}. */
    NPZ("npz") {
        @Override
        public byte[] encode(ExportedNet net) {
            Map<String, Tensor> arrays = new LinkedHashMap<>(net.stateDict());
            String metadata = Json.MAPPER.writeValueAsString(NetMetadata.of(net.description()));
            arrays.put("metadata", Tensor.ofBytes(metadata.getBytes(StandardCharsets.UTF_8)));
            return NpzFile.encode(arrays);
        }
    },
    /** An archive for {@code torch.jit.load} and libtorch, from raw inputs to probabilities. */
    TORCHSCRIPT("pt") {
        @Override
        public byte[] encode(ExportedNet net) {
            return TorchScriptFile.of(net);
        }
    },
    /** A graph of ONNX, from raw inputs to probabilities. */
    ONNX("onnx") {
        @Override
        public byte[] encode(ExportedNet net) {
            return OnnxFile.of(net);
        }

        @Override
        public Optional<Quantization> defaultQuantization() {
            return Optional.of(Quantization.NONE);
        }
    },
    /** A page that draws and classifies without a network. */
    HTML("html") {
        @Override
        public byte[] encode(ExportedNet net) {
            return HtmlFile.of(net);
        }

        @Override
        public Optional<Quantization> defaultQuantization() {
            return Optional.of(Quantization.FLOAT16);
        }
    };

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /** How the names of such files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether a file has the parameters under names that the user may choose; a program has its own. */
    public boolean namesAreFree() {
        return this == SAFETENSORS || this == NPZ;
    }

    /** How weights are stored unless somebody says otherwise; empty where it is float32 always. */
    public Optional<Quantization> defaultQuantization() {
        return Optional.empty();
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The bytes of a file with this net.
     *
     * @throws dev.reprise.net.NetException that names the layer, if the format cannot say one
     */
    public abstract byte[] encode(ExportedNet net);
}
