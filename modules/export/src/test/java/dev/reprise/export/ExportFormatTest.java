package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.files.Json;
import dev.reprise.files.tensor.NpyFile;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.Layer;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Scaling;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ExportFormatTest {
    private static final String[] NAMES = {
        "0.weight",
        "0.bias",
        "1.weight",
        "1.bias",
        "1.running_mean",
        "1.running_var",
        "1.num_batches_tracked",
        "6.weight",
        "6.bias",
        "7.weight",
        "7.bias"
    };

    @TempDir
    private Path temp;

    @Test
    void theSampleNetsHaveEveryLayerAndEveryScaling() {
        List<NetDescription> nets = SampleNets.all();
        assertThat(names(nets.stream().flatMap(net -> net.layers().stream().map(Object::getClass))))
                .containsExactlyInAnyOrderElementsOf(names(kinds(Layer.class)));
        assertThat(names(nets.stream().map(net -> net.scaling().getClass())))
                .containsExactlyInAnyOrderElementsOf(names(kinds(Scaling.class)));
    }

    @Test
    void safetensorsHasTheParametersUnderPyTorchsNames() {
        SavedNet saved = SampleNets.save(temp, SampleNets.image());
        ByteBuffer file = ByteBuffer.wrap(ExportFormat.SAFETENSORS.encode(ExportedNet.of(saved)))
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) file.getLong()];
        file.get(json);
        JsonNode header = Json.MAPPER.readTree(json);
        ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);

        assertThat(header.propertyNames()).contains(NAMES).hasSize(NAMES.length + 1);
        JsonNode weight = header.get("6.weight");
        assertThat(weight.get("dtype").asString()).isEqualTo("F32");
        assertThat(weight.get("shape").toString()).isEqualTo("[24,36]");
        float[] values = new float[24 * 36];
        data.position(weight.get("data_offsets").get(0).asInt());
        data.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        assertThat(values).isEqualTo(saved.parameter("7.maxout.weight").toArray());
        assertThat(weight.get("data_offsets").get(1).asInt()
                        - weight.get("data_offsets").get(0).asInt())
                .isEqualTo(4 * values.length);
        assertThat(header.get("__metadata__").get("format").asString()).isEqualTo("pt");
        assertThat(Json.MAPPER
                        .readTree(header.get("__metadata__").get("classes").asString())
                        .get(3)
                        .asString())
                .isEqualTo("Größe");
    }

    @Test
    void npzHasTheParametersAndTheMetadataAsArrays() throws IOException {
        SavedNet saved = SampleNets.save(temp, SampleNets.image());
        Map<String, Tensor> arrays = unzip(ExportFormat.NPZ.encode(ExportedNet.of(saved)));

        assertThat(arrays.keySet())
                .containsExactlyElementsOf(Arrays.stream((String.join(" ", NAMES) + " metadata").split(" "))
                        .map(name -> name + ".npy")
                        .toList());
        assertThat(arrays.get("1.running_var.npy").toFloats())
                .isEqualTo(saved.parameter("2.batch-norm.runningVar").toArray());
        assertThat(arrays.get("0.weight.npy").shape()).containsExactly(4L, 1L, 3L, 3L);
        String metadata = StandardCharsets.UTF_8
                .decode(arrays.get("metadata.npy").bytes())
                .toString();
        assertThat(Json.MAPPER.readTree(metadata).get("net").asString()).startsWith("(1, 12, 12) | conv filters=4");
    }

    @Test
    void otherNamesAreThoseOfTheModulesAttributes() {
        ExportedNet net = ExportedNet.of(SampleNets.save(temp, SampleNets.image()));
        List<String> modules = List.of("conv1", "norm", "features.maxout", "fc");
        assertThat(net.named(StateNames.of(net.description().net(), modules))
                        .stateDict()
                        .keySet())
                .contains(
                        "conv1.weight",
                        "norm.running_mean",
                        "norm.num_batches_tracked",
                        "features.maxout.bias",
                        "fc.bias");
    }

    @Test
    void namesThatDoNotFitTheNetAreRefused() {
        NetDescription net = SampleNets.image();
        assertThatThrownBy(() -> StateNames.of(net.net(), List.of("a", "b")))
                .isInstanceOf(NetException.class)
                .hasMessage("expected a name for each of the 4 layers with parameters, got 2 (a, b)");
        assertThatThrownBy(() -> StateNames.of(net.net(), List.of("a", "b", "c", "a")))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> StateNames.of(net.net(), List.of("a", "b", "c", "")))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("got ''");
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void theSameNetGivesTheSameBytes(ExportFormat format) {
        SavedNet saved = SampleNets.save(temp, SampleNets.image());
        assertThat(format.encode(ExportedNet.of(saved))).isEqualTo(format.encode(ExportedNet.of(saved)));
    }

    private static Map<String, Tensor> unzip(byte[] bytes) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName(), NpyFile.decodeTensor(zip.readAllBytes()));
            }
        }
        return arrays;
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ExportFormatTest::kinds)
                : Stream.of(type);
    }

    private static Set<String> names(Stream<? extends Class<?>> types) {
        return types.map(Class::getSimpleName).collect(Collectors.toSet());
    }
}
