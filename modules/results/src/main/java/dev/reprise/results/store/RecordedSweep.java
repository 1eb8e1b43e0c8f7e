package dev.reprise.results.store;

import dev.reprise.files.CsvTable;
import dev.reprise.results.Measure;
import dev.reprise.results.SweepRow;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sweep as its folder tells it.
 *
 * @param runs those whose folders are there
 * @param missing a line for each that is not
 */
public record RecordedSweep(SweepFolder folder, CsvTable table, List<RecordedRun> runs, List<String> missing) {

    public static RecordedSweep read(Path path) {
        SweepFolder folder = new SweepFolder(path);
        List<String> missing = new ArrayList<>();
        List<RecordedRun> runs = new ArrayList<>();
        CsvTable table = folder.table();
        if (table.incomplete() > 0) {
            missing.add("the table of the sweep: left out " + table.incomplete() + " incomplete line"
                    + (table.incomplete() == 1 ? "" : "s"));
        }
        for (SweepRow row : SweepRow.of(table)) {
            if (!row.folder().isBlank()) {
                nextTo(path, row.folder())
                        .filter(RunFolder::isRun)
                        .ifPresentOrElse(
                                run -> runs.add(RecordedRun.read(run)),
                                () -> missing.add(row.folder() + " is missing: that run is not compared"));
            }
        }
        return new RecordedSweep(folder, table, List.copyOf(runs), List.copyOf(missing));
    }

    /** A run's folder next to the sweep, where all of them may have been moved; empty where the table is damaged. */
    private static Optional<Path> nextTo(Path sweep, String written) {
        try {
            return Optional.ofNullable(Path.of(written).getFileName())
                    .map(name -> sweep.resolve("..").resolve(name).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What the sweep varies, with its values: the columns of trials that have more than one. */
    public Map<String, List<String>> varied() {
        Map<String, List<String>> varied = new LinkedHashMap<>();
        SweepRow.of(table).stream()
                .flatMap(row -> row.trial().keySet().stream())
                .distinct()
                .forEach(name -> {
                    List<String> values = table.texts(name).stream().distinct().toList();
                    if (values.size() > 1) {
                        varied.put(name, values);
                    }
                });
        return varied;
    }

    /** The measure that runs are compared by: validation's where it was measured, for the test set selects nothing. */
    public Measure measure() {
        return Stream.of(Measure.VALIDATION_ACCURACY, Measure.VALIDATION_LOSS, Measure.TEST_ACCURACY, Measure.TEST_LOSS)
                .filter(measure -> table.texts(measure.column()).stream().anyMatch(value -> !value.isBlank()))
                .findFirst()
                .orElse(Measure.TRAIN_LOSS);
    }

    /** Its values over the runs, in the order of the table. */
    public double[] values() {
        return table.numbers(measure().column());
    }
}
