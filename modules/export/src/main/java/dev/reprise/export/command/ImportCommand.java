package dev.reprise.export.command;

import dev.reprise.export.ImportedParameters;
import dev.reprise.export.StateNames;
import dev.reprise.files.Printable;
import dev.reprise.files.tensor.TensorFile;
import dev.reprise.inference.command.RunsOption;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a saved net of parameters from another program. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Makes a saved net of parameters that PyTorch or NumPy saved.",
        footer = {
            "",
            "FILE is safetensors, .npz, or what torch.save(net.state_dict(), FILE) wrote.",
            "Nothing in it is run. Parameters are found by PyTorch's names (0.weight, ...,",
            "or --names), else by their order. See docs/export.md."
        })
public final class ImportCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file with the parameters.")
    private Path file;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            required = true,
            description = "The name of the saved net, for predict, serve and the other commands.")
    private String name;

    @Option(
            names = "--net",
            paramLabel = "RUN",
            required = true,
            description =
                    "The net that the parameters are for: a net.json, a run's folder, or an experiment's name (its newest"
                            + " finished run).")
    private String net;

    @Option(
            names = "--names",
            paramLabel = "NAME",
            split = ",",
            description = "PyTorch's names for the layers with parameters, in their order: conv1,conv2,fc.")
    private List<String> names = List.of();

    @Mixin
    private RunsOption runs;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        NetDescription description = description().named(name);
        Path folder = runs.folder().resolve(name);
        if (Files.exists(folder)) {
            throw mistake(folder + " already exists; choose another name (--as)");
        }
        StateNames expected =
                names.isEmpty() ? StateNames.sequential(description.net()) : StateNames.of(description.net(), names);
        try {
            ImportedParameters parameters = ImportedParameters.match(description, expected, TensorFile.read(file));
            parameters.save(folder.resolve("model"));
            parameters
                    .sources()
                    .forEach((parameter, source) ->
                            spec.commandLine().getOut().printf("%-28s %s%n", parameter, Printable.of(source)));
            spec.commandLine().getOut().println("net: " + folder.resolve("model"));
            spec.commandLine().getOut().flush();
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(folder + " was made by another program meanwhile", e);
        } catch (NoSuchFileException e) {
            throw mistake("no file " + file);
        } catch (IOException e) {
            throw new NetException(file + ": " + e.getMessage(), e);
        }
    }

    private NetDescription description() {
        Path json = Path.of(net);
        return Files.isRegularFile(json)
                ? SavedNet.description(json)
                : SavedNet.open(runs.find(net)).description();
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
