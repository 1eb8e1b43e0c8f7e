package dev.reprise.results;

import dev.reprise.files.CsvTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line of {@code sweep.csv}: one run of a trial with one seed.
 *
 * @param trial the values that tell the trial from the others
 * @param folder name of the run's folder, next to the sweep's; empty where it did not finish
 * @param values of {@link Measure#OF_A_SWEEP}; all absent where it did not finish
 */
public record SweepRow(
        Map<String, String> trial, long seed, RunStatus status, String folder, List<OptionalDouble> values) {
    private static final Set<String> COLUMNS = Set.of("seed", "status", "folder");

    public SweepRow {
        if (values.size() != Measure.OF_A_SWEEP.size()) {
            throw new IllegalArgumentException(
                    "a line of a sweep has " + Measure.OF_A_SWEEP.size() + " values, got " + values.size());
        }
    }

    /** Of a finished run, with these measures of it. */
    public static SweepRow finished(
            Map<String, String> trial, long seed, String folder, Curves curves, List<Measure> measures) {
        return new SweepRow(
                trial,
                seed,
                RunStatus.FINISHED,
                folder,
                Measure.OF_A_SWEEP.stream()
                        .map(measure -> measures.contains(measure) ? measure.of(curves) : OptionalDouble.empty())
                        .toList());
    }

    public static SweepRow diverged(Map<String, String> trial, long seed) {
        return unfinished(trial, seed, RunStatus.DIVERGED);
    }

    public static SweepRow failed(Map<String, String> trial, long seed) {
        return unfinished(trial, seed, RunStatus.FAILED);
    }

    private static SweepRow unfinished(Map<String, String> trial, long seed, RunStatus status) {
        return new SweepRow(
                trial,
                seed,
                status,
                "",
                Measure.OF_A_SWEEP.stream()
                        .map(measure -> OptionalDouble.empty())
                        .toList());
    }

    public OptionalDouble of(Measure measure) {
        return values.get(Measure.OF_A_SWEEP.indexOf(measure));
    }

    public boolean failed() {
        return status == RunStatus.FAILED;
    }

    public boolean finished() {
        return status == RunStatus.FINISHED;
    }

    /** The head of the table for trials told apart by these names. */
    public static List<String> head(Set<String> names) {
        return Stream.of(
                        names.stream(),
                        Stream.of("seed", "status"),
                        Measure.OF_A_SWEEP.stream().map(Measure::column),
                        Stream.of("folder"))
                .flatMap(cells -> cells)
                .toList();
    }

    /** The cells of the line. */
    public List<Object> cells() {
        List<Object> cells = new ArrayList<>(trial.values());
        cells.add(seed);
        cells.add(status);
        values.forEach(value -> cells.add(
                value.isPresent() ? Float.toString((float) value.getAsDouble()).toLowerCase(Locale.ROOT) : ""));
        cells.add(folder);
        return cells;
    }

    /** The rows of the table; a column that is neither a measure's nor named here is a value that was varied. */
    public static List<SweepRow> of(CsvTable table) {
        return IntStream.range(0, table.rows().size())
                .mapToObj(row -> row(table, table.rows().get(row)))
                .toList();
    }

    private static SweepRow row(CsvTable table, List<String> cells) {
        Map<String, String> trial = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = table.head().get(i);
            (isVaried(name) ? trial : others).put(name, cells.get(i));
        }
        return new SweepRow(
                trial,
                seed(others.getOrDefault("seed", "")),
                Stream.of(RunStatus.values())
                        .filter(status -> status.toString().equals(others.get("status")))
                        .findFirst()
                        .orElse(RunStatus.FAILED),
                others.getOrDefault("folder", ""),
                Measure.OF_A_SWEEP.stream()
                        .map(measure -> CsvTable.number(others.getOrDefault(measure.column(), "")))
                        .map(value -> Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value))
                        .toList());
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0; // a damaged line
        }
    }

    private static boolean isVaried(String column) {
        return !COLUMNS.contains(column)
                && Measure.OF_A_SWEEP.stream()
                        .noneMatch(measure -> measure.column().equals(column));
    }
}
