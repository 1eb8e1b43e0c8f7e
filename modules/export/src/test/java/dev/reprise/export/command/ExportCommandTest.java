package dev.reprise.export.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.export.ExportFormat;
import dev.reprise.export.ExportedNet;
import dev.reprise.export.Quantization;
import dev.reprise.export.SampleNets;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class ExportCommandTest {
    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SavedNet saved;

    @BeforeEach
    void save() {
        saved = SampleNets.save(temp.resolve("run"), SampleNets.image());
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void theFileHasTheNetInTheFormat(ExportFormat format) throws IOException {
        Path file = temp.resolve("net." + format.extension());
        assertThat(run("--to", format, "--out", file)).isZero();
        Quantization quantization = format.defaultQuantization().orElse(Quantization.NONE);
        assertThat(file).hasBinaryContent(format.encode(ExportedNet.of(saved).quantized(quantization)));
        assertThat(out.toString()).startsWith("%s: %,d bytes".formatted(file, Files.size(file)));
    }

    @Test
    void anExistingFileIsKeptUnlessForced() throws IOException {
        Path file = Files.writeString(temp.resolve("net.npz"), "mine");
        assertThat(run("--to", "npz", "--out", file)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("already exists; --force overwrites it");
        assertThat(file).hasContent("mine");

        assertThat(run("--to", "npz", "--out", file, "--force")).isZero();
        assertThat(file).hasBinaryContent(ExportFormat.NPZ.encode(ExportedNet.of(saved)));
    }

    @Test
    void namesAreThoseGiven() throws IOException {
        Path file = temp.resolve("net.safetensors");
        assertThat(run("--to", "safetensors", "--out", file, "--names", "conv1,norm1,max,fc"))
                .isZero();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("\"conv1.weight\"", "\"norm1.running_var\"", "\"max.bias\"", "\"fc.weight\"");
    }

    @Test
    void aMistakeIsNamedAndNothingIsWritten() throws IOException {
        assertThat(run("--to", "npz", "--out", temp)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--to", "npz", "--out", temp.resolve("none/net.npz"))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--to", "onnx", "--out", temp.resolve("a"), "--names", "a,b,c,d"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--to", "keras", "--out", temp.resolve("a"))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        temp + " is a folder",
                        "no folder " + temp.resolve("none"),
                        "--names is for safetensors and npz, not for onnx",
                        "onnx");
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).containsExactly(temp.resolve("run"));
        }
    }

    @Test
    void whatQuantizationCostsIsPrinted() {
        for (String format : List.of("onnx", "html")) {
            Path file = temp.resolve("small." + format);
            assertThat(run("--to", format, "--out", file, "--quantize", "int8")).isZero();
            assertThat(out.toString())
                    .contains("small." + format)
                    .contains("accuracy: not measured, no data set 'invented'");
        }
        assertThat(run("--to", "npz", "--out", temp.resolve("a"), "--quantize", "int8"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--quantize is for onnx and html, not for npz");
    }

    @Test
    void namesThatDoNotFitAreANetsException() {
        assertThat(run("--to", "npz", "--out", temp.resolve("a"), "--names", "a,b"))
                .isNotZero();
        assertThat(err.toString()).contains(NetException.class.getName(), "expected a name for each of the 4 layers");
        assertThat(temp.resolve("a")).doesNotExist();
    }

    private int run(Object... arguments) {
        return new CommandLine(new ExportCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(temp.resolve("run")), Arrays.stream(arguments))
                        .map(Object::toString)
                        .toArray(String[]::new));
    }
}
