package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.net.FloatArray;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.testkit.Python;
import dev.reprise.testkit.PythonWithTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python gives the golden outputs from each exported file (proof.py). What it prints is kept as target/proof.txt. */
@PythonWithTorch
class PythonProofTest {
    private static final List<ExportFormat> FORMATS =
            List.of(ExportFormat.SAFETENSORS, ExportFormat.NPZ, ExportFormat.TORCHSCRIPT);

    @TempDir
    private Path temp;

    @Test
    void everyFormatGivesTheGoldenOutputsInPython() throws Exception {
        List<String> pairs = new ArrayList<>();
        for (NetDescription description : SampleNets.all()) {
            SavedNet saved = SampleNets.save(temp.resolve(description.name()), description);
            pairs.addAll(files(saved, ExportedNet.of(saved)));
        }

        String printed = proof(pairs);

        Files.writeString(Path.of("target", "proof.txt"), printed);
        assertThat(differences(printed))
                .hasSize(pairs.size())
                .allSatisfy(difference -> assertThat(difference).isLessThanOrEqualTo(1e-5));
    }

    @Test
    void anotherParameterGivesOtherOutputsInPython() throws Exception {
        SavedNet saved = SampleNets.save(temp, SampleNets.image());
        Map<String, FloatArray> parameters = new LinkedHashMap<>(saved.parameters());
        parameters.put("8.linear.bias", FloatArray.of(0, 0, 0, 1));
        ExportedNet net = ExportedNet.of(saved);

        String printed =
                proof(files(saved, new ExportedNet(net.description(), parameters, net.names(), net.quantization())));

        assertThat(differences(printed))
                .hasSameSizeAs(FORMATS)
                .allSatisfy(difference -> assertThat(difference).isGreaterThan(1e-3));
    }

    /** The files of a net in all formats, each after the golden outputs of a saved net. */
    private static List<String> files(SavedNet saved, ExportedNet net) throws IOException {
        List<String> pairs = new ArrayList<>();
        for (ExportFormat format : FORMATS) {
            Path file = saved.folder().resolveSibling(saved.description().name() + "." + format.extension());
            Files.write(file, format.encode(net));
            pairs.add(saved.folder().resolve("golden.json") + "=" + file);
        }
        return pairs;
    }

    private static String proof(List<String> pairs) throws Exception {
        Path script = Path.of(PythonProofTest.class.getResource("proof.py").toURI());
        return Python.run(
                Stream.concat(Stream.of(script.toString()), pairs.stream()).toList());
    }

    private static List<Double> differences(String printed) {
        return printed.lines()
                .filter(line -> line.contains("largest difference"))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }
}
