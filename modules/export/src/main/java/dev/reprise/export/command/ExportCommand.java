package dev.reprise.export.command;

import dev.reprise.export.ExportFormat;
import dev.reprise.export.ExportedNet;
import dev.reprise.export.Quantization;
import dev.reprise.export.StateNames;
import dev.reprise.files.Durable;
import dev.reprise.inference.command.RunsOption;
import dev.reprise.net.SavedNet;
import dev.reprise.terminal.DataOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a saved net in the format of another program. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a saved net as a file for other programs: one file, completely or not at all.",
        footer = {
            "",
            "safetensors and npz hold the parameters under the names of PyTorch's",
            "nn.Sequential (0.weight, ...), with scaling, layers and classes as texts.",
            "torchscript and onnx compute: uint8 pixels in, class probabilities out.",
            "html is one page with the net in it: it draws and classifies without a network.",
            "See docs/export.md."
        })
public final class ExportCommand implements Runnable {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "A run's folder, its model/, or an experiment's name (its newest finished run).")
    private String run;

    @Mixin
    private RunsOption runs;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description = "The format: ${COMPLETION-CANDIDATES}.")
    private ExportFormat format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write (default: the net's name and format).")
    private Optional<Path> out;

    @Option(
            names = "--names",
            paramLabel = "NAME",
            split = ",",
            description = "PyTorch's names for the layers with parameters, in their order: conv1,conv2,fc.")
    private List<String> names = List.of();

    @Option(
            names = "--quantize",
            paramLabel = "HOW",
            description =
                    "How onnx and html store the weights: ${COMPLETION-CANDIDATES} (default: none for onnx, float16"
                            + " for html). The accuracy before and after is printed where the test images are at hand (--data).")
    private Optional<Quantization> quantization;

    @Mixin
    private DataOption data;

    @Option(names = "--force", description = "Overwrite the file if it exists.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (!names.isEmpty() && !format.namesAreFree()) {
            throw mistake("--names is for safetensors and npz, not for " + format);
        }
        if (quantization.isPresent() && format.defaultQuantization().isEmpty()) {
            throw mistake("--quantize is for onnx and html, not for " + format);
        }
        SavedNet saved = SavedNet.open(runs.find(run));
        Path file = out.orElseGet(() -> Path.of(saved.description().name() + "." + format.extension()));
        checkPlace(file);
        ExportedNet net = ExportedNet.of(saved)
                .quantized(quantization.or(format::defaultQuantization).orElse(Quantization.NONE));
        byte[] bytes = format.encode(
                names.isEmpty()
                        ? net
                        : net.named(StateNames.of(saved.description().net(), names)));
        write(file, bytes);
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %,d bytes%n", file, bytes.length);
        spec.commandLine().getOut().flush();
        if (net.quantization() != Quantization.NONE) {
            spec.commandLine().getOut().println(QuantizedAccuracy.text(saved, net, data.folder()));
            spec.commandLine().getOut().flush();
        }
    }

    private void checkPlace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw mistake(file + " is a folder; name a file (--out)");
        }
        if (!Files.isDirectory(folder)) {
            throw mistake("no folder " + folder + " to write " + file.getFileName() + " into");
        }
        if (Files.exists(file) && !force) {
            throw exists(file);
        }
    }

    private void write(Path file, byte[] bytes) {
        try {
            if (force) {
                Durable.writeFile(file, bytes);
            } else {
                Durable.createFile(file, bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    private ParameterException exists(Path file) {
        return mistake(file + " already exists; --force overwrites it, --out names another file");
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
