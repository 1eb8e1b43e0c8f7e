package dev.reprise.data.formats;

import dev.reprise.data.images.ForeignFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a folder that are no images, or are in a format that is not read. */
final class UnreadableFiles {
    private static final int MAX_NAMED = 10;

    private final Path folder;
    private final Map<ForeignFormat, Integer> foreign = new TreeMap<>();
    private final List<String> others = new ArrayList<>();

    UnreadableFiles(Path folder) {
        this.folder = folder;
    }

    void add(Path file) {
        Optional<ForeignFormat> format = ForeignFormat.of(file);
        if (format.isPresent()) {
            foreign.merge(format.get(), 1, Integer::sum);
        } else {
            others.add(file.toString());
        }
    }

    /** One line for each format, and one for the other files. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        foreign.forEach((format, count) -> warnings.add("%s: skipped %d %s: %s"
                .formatted(folder, count, format + (count == 1 ? " file" : " files"), format.advice())));
        if (!others.isEmpty()) {
            warnings.add("%s: skipped %d files that are not readable images: %s%s"
                    .formatted(
                            folder,
                            others.size(),
                            String.join(", ", others.subList(0, Math.min(MAX_NAMED, others.size()))),
                            others.size() > MAX_NAMED ? ", …" : ""));
        }
        return warnings;
    }
}
