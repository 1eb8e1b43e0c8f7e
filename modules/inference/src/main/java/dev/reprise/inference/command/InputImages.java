package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.files.Durable;
import dev.reprise.inference.NetInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The files in which the net's inputs are saved as PNG; never over an image that was read. */
final class InputImages {
    private final Map<Path, Path> outputs;

    private InputImages(Map<Path, Path> outputs) {
        this.outputs = outputs;
    }

    /**
     * Plans a file for each image, and creates their folder.
     *
     * @param path a file that ends in {@code .png}, for one image; else a folder
     * @throws DataException if that cannot be
     */
    static InputImages in(Path path, List<Path> files) {
        boolean png = path.toString().toLowerCase(Locale.ROOT).endsWith(".png") && !Files.isDirectory(path);
        if (png && files.size() > 1) {
            throw new DataException(
                    "--show-input: expected a folder for " + files.size() + " images, got the file " + path);
        }
        Map<Path, Path> outputs = png ? Map.of(files.get(0), path) : inFolder(path, files);
        Set<Path> read = new HashSet<>();
        files.forEach(file -> read.add(file.toAbsolutePath().normalize()));
        outputs.values().stream()
                .filter(output -> read.contains(output.toAbsolutePath().normalize()))
                .findFirst()
                .ifPresent(output -> {
                    throw new DataException("--show-input: " + output + " is one of the images; name another file");
                });
        createFolder(png ? path.toAbsolutePath().getParent() : path);
        return new InputImages(outputs);
    }

    /** Throws {@link DataException} if this one cannot be written. */
    void write(Path file, NetInput input) {
        Path output = outputs.get(file);
        try {
            Durable.writeFile(output, input.png());
        } catch (IOException e) {
            throw new DataException("--show-input: cannot write " + output + " (" + e + ")", e);
        }
    }

    /** {@code IMAGE.input.png} each; numbered if images of several folders have the same name. */
    private static Map<Path, Path> inFolder(Path folder, List<Path> files) {
        Map<Path, Path> outputs = new HashMap<>();
        Set<Path> taken = new HashSet<>();
        for (Path file : files) {
            if (!outputs.containsKey(file)) {
                Path output = folder.resolve(file.getFileName() + ".input.png");
                for (int number = 2; !taken.add(output); number++) {
                    output = folder.resolve(file.getFileName() + "-" + number + ".input.png");
                }
                outputs.put(file, output);
            }
        }
        return outputs;
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException("--show-input: cannot create the folder " + folder + " (" + e + ")", e);
        }
    }
}
