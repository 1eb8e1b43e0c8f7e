package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.files.Durable;
import dev.reprise.inference.NetInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The folder in which {@code evaluate --wrong} saves what was classified wrong, with what the net saw. */
final class WrongPictures {
    private final Path folder;
    private final Set<String> taken = new HashSet<>();

    private WrongPictures(Path folder) {
        this.folder = folder;
    }

    /** Creates the folder. Throws {@link DataException} if it exists and has files, which may be of another net. */
    static WrongPictures in(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new DataException("--wrong: " + folder + " is not empty: name a new folder, or empty it");
                }
            }
            return new WrongPictures(folder);
        } catch (IOException e) {
            throw new DataException("--wrong: cannot create the folder " + folder + " (" + e + ")", e);
        }
    }

    /** Copies a picture as {@code 3-as-8-NAME.jpg}, and saves what the net saw as {@code 3-as-8-NAME.jpg.input.png}. */
    void save(Path picture, String label, String predicted, NetInput input) {
        String name = unused(label, predicted, picture.getFileName().toString());
        try {
            Durable.writeFile(folder.resolve(name), Files.readAllBytes(picture));
            Durable.writeFile(folder.resolve(name + ".input.png"), input.png());
        } catch (IOException e) {
            throw new DataException("--wrong: cannot write " + folder.resolve(name) + " (" + e + ")", e);
        }
    }

    /** Saves an image of a set as {@code 3-as-8-NUMBER.png}. */
    void save(int index, String label, String predicted, NetInput input) {
        String name = unused(label, predicted, "%05d.png".formatted(index));
        try {
            Durable.writeFile(folder.resolve(name), input.png());
        } catch (IOException e) {
            throw new DataException("--wrong: cannot write " + folder.resolve(name) + " (" + e + ")", e);
        }
    }

    private String unused(String label, String predicted, String file) {
        String start = (label + "-as-" + predicted).replaceAll("[^\\p{L}\\p{N}._-]+", "_");
        String name = start + "-" + file;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = start + "-" + number + "-" + file;
        }
        return name;
    }
}
