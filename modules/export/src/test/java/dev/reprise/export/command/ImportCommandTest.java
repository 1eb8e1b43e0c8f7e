package dev.reprise.export.command;

import static dev.reprise.net.LayerVocabulary.linear;
import static dev.reprise.net.LayerVocabulary.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.reprise.export.ExportFormat;
import dev.reprise.export.ExportedNet;
import dev.reprise.export.SampleNets;
import dev.reprise.files.Json;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Scaling;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Imports files that PyTorch and NumPy wrote (states.py). */
class ImportCommandTest {
    private record Outputs(List<List<Float>> inputs, List<List<Float>> outputs) {}

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path json;

    @BeforeEach
    void describe() {
        NetDescription description = NetDescription.classifier(
                "rows",
                "invented",
                new Shape(6),
                new Scaling.None(),
                List.of(linear(4), relu(), linear(3)),
                List.of("a", "b", "c"));
        json = SampleNets.save(temp.resolve("run"), description).folder().resolve("net.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state.pth",
                "checkpoint.pth",
                "names.pth",
                "strided.pth",
                "double.pth",
                "arrays.npz",
                "compressed.npz"
            })
    void theNetGivesWhatItGaveInPython(String name) throws Exception {
        assertThat(run(resource(name), "--as", "mine", "--net", json)).isZero();
        Outputs expected = Json.MAPPER.readValue(Files.readAllBytes(resource("outputs.json")), Outputs.class);
        try (LoadedNet net = SavedNet.open(temp.resolve("mine")).load(Device.cpu())) {
            List<float[]> actual = net.outputs(
                    expected.inputs.stream().map(ImportCommandTest::floats).toList());
            for (int i = 0; i < actual.size(); i++) {
                assertThat(actual.get(i)).containsExactly(floats(expected.outputs.get(i)), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SAFETENSORS", "NPZ"})
    void anExportedNetComesBackAsItWas(ExportFormat format) throws IOException {
        for (NetDescription description : SampleNets.all()) {
            Path run = temp.resolve(description.name());
            SavedNet saved = SampleNets.save(run, description);
            Path file = Files.write(run.resolve("net"), format.encode(ExportedNet.of(saved)));
            assertThat(run(file, "--as", "again-" + description.name(), "--net", run))
                    .isZero();
            assertThat(SavedNet.open(temp.resolve("again-" + description.name()))
                            .parameters())
                    .isEqualTo(saved.parameters());
        }
    }

    @Test
    void namesSayWhichTensorIsWhich() throws Exception {
        assertThat(run(resource("names.pth"), "--as", "mine", "--net", json, "--names", "fc2,fc0"))
                .isNotZero();
        assertThat(err.toString())
                .contains("expected shape [4, 6] for 1.linear.weight, fc2.weight in the file has [3, 4]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "legacy.pth | a pickle without a zip, as PyTorch before 1.6 wrote",
                "module.pth | the pickle calls torch.nn.modules.container.Sequential, which is refused",
                "script.pt | a TorchScript program, expected its parameters",
                "states.py | expected safetensors, .npz or a state_dict of PyTorch",
                "outputs.json | expected safetensors, .npz or a state_dict of PyTorch"
            })
    void anotherFileIsNamedAndNothingIsWritten(String name, String message) throws Exception {
        assertThat(run(resource(name), "--as", "mine", "--net", json)).isNotZero();
        assertThat(err.toString()).contains(message);
        assertThat(temp.resolve("mine")).doesNotExist();
    }

    @Test
    void parametersOfAnotherNetAreNamed() throws Exception {
        Path other = SampleNets.save(temp.resolve("other"), SampleNets.image()).folder();
        assertThat(run(resource("state.pth"), "--as", "mine", "--net", other)).isNotZero();
        assertThat(err.toString())
                .contains("expected shape [4, 1, 3, 3] for 1.conv.weight, 0.weight in the file has [4, 6]");
        assertThat(temp.resolve("mine")).doesNotExist();
    }

    @Test
    void anExistingNameIsKept() throws Exception {
        assertThat(run(resource("state.pth"), "--as", "run", "--net", json)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("run already exists; choose another name");
    }

    @Test
    void aMissingFileIsAUsageError() {
        assertThat(run(temp.resolve("none"), "--as", "mine", "--net", json)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("no file " + temp.resolve("none"));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(SampleNets.class.getResource(name).toURI());
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private int run(Object file, Object... arguments) {
        CommandLine line = new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(Stream.of(Stream.of(file), Arrays.stream(arguments), Stream.of("--runs", temp))
                .flatMap(words -> words)
                .map(Object::toString)
                .toArray(String[]::new));
    }
}
