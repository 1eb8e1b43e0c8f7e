package dev.reprise.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The runs of a sweep, a row each.
 *
 * @param table {@code sweep.csv}
 * @param runs those whose folders are there
 */
public record Sweep(Path folder, CsvTable table, List<RunFiles> runs, List<String> missing) {
    private static final String TABLE = "sweep.csv";
    private static final Set<String> NO_NUMBER =
            Set.of("seed", "status", "folder", "epochs", "seconds", "minutes", "weight_norm");

    /** Whether a folder is that of a sweep. */
    public static boolean isSweep(Path folder) {
        return Files.isRegularFile(folder.resolve(TABLE));
    }

    public static Sweep open(Path folder) {
        List<String> missing = new ArrayList<>();
        CsvTable table = RunFiles.table(folder, TABLE, "the runs", missing);
        List<RunFiles> runs = new ArrayList<>();
        for (String written : table.texts("folder")) {
            if (!written.isBlank()) {
                find(folder, Path.of(written))
                        .ifPresentOrElse(
                                run -> runs.add(RunFiles.open(run)),
                                () -> missing.add(written + " is not there: that run is not compared"));
            }
        }
        return new Sweep(folder, table, runs, missing);
    }

    /** The folder as it was written, or beside the sweep, where all of them may have been moved. */
    private static Optional<Path> find(Path sweep, Path written) {
        return Stream.of(sweep.resolve("..").resolve(written.getFileName()).normalize(), written)
                .filter(RunFiles::isRun)
                .findFirst();
    }

    /** What the sweep varies: the columns that are no figures and have more than one value. */
    public Map<String, List<String>> varied() {
        Map<String, List<String>> varied = new LinkedHashMap<>();
        for (String name : table.head()) {
            List<String> values = table.texts(name).stream().distinct().toList();
            boolean figure = name.endsWith("_loss") || name.endsWith("_accuracy") || NO_NUMBER.contains(name);
            if (!figure && values.size() > 1) {
                varied.put(name, values);
            }
        }
        return varied;
    }

    /** The figure that runs are compared by: validation's where it was measured, for the test set chooses nothing. */
    public String figure() {
        return Stream.of("validation_accuracy", "validation_loss", "test_accuracy", "test_loss")
                .filter(name -> table.texts(name).stream().anyMatch(value -> !value.isBlank()))
                .findFirst()
                .orElse("train_loss");
    }
}
