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

/** Where what the net saw of each image is written as PNG; never over an image that was read. */
final class ShownInputs {
    private final Map<Path, Path> places;

    private ShownInputs(Map<Path, Path> places) {
        this.places = places;
    }

    /**
     * Plans a place for each file, and makes the folder they need.
     *
     * @param path a file that ends in {@code .png}, for one image; else a folder
     * @throws DataException where there is no place
     */
    static ShownInputs in(Path path, List<Path> files) {
        boolean png = path.toString().toLowerCase(Locale.ROOT).endsWith(".png") && !Files.isDirectory(path);
        if (png && files.size() > 1) {
            throw new DataException(
                    "--show-input: expected a folder for " + files.size() + " images, got the file " + path);
        }
        Map<Path, Path> places = png ? Map.of(files.get(0), path) : inFolder(path, files);
        Set<Path> read = new HashSet<>();
        files.forEach(file -> read.add(file.toAbsolutePath().normalize()));
        places.values().stream()
                .filter(place -> read.contains(place.toAbsolutePath().normalize()))
                .findFirst()
                .ifPresent(place -> {
                    throw new DataException("--show-input: " + place + " is one of the images; name another place");
                });
        makeFolder(png ? path.toAbsolutePath().getParent() : path);
        return new ShownInputs(places);
    }

    /** Throws {@link DataException} where this one cannot be written; others may be. */
    void write(Path file, NetInput input) {
        Path place = places.get(file);
        try {
            Durable.writeFile(place, input.png());
        } catch (IOException e) {
            throw new DataException("--show-input: cannot write " + place + " (" + e + ")", e);
        }
    }

    /** {@code IMAGE.input.png} each; with a number where images of several folders have one name. */
    private static Map<Path, Path> inFolder(Path folder, List<Path> files) {
        Map<Path, Path> places = new HashMap<>();
        Set<Path> taken = new HashSet<>();
        for (Path file : files) {
            if (!places.containsKey(file)) {
                Path place = folder.resolve(file.getFileName() + ".input.png");
                for (int number = 2; !taken.add(place); number++) {
                    place = folder.resolve(file.getFileName() + "-" + number + ".input.png");
                }
                places.put(file, place);
            }
        }
        return places;
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException("--show-input: cannot make the folder " + folder + " (" + e + ")", e);
        }
    }
}
