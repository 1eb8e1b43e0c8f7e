package dev.reprise.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A line of {@code sweep.csv}: one run of a trial with one seed.
 *
 * @param status {@code finished} or {@code diverged}
 * @param folder name of the run's folder, beside the sweep's; empty where it diverged
 * @param values of {@link Measure#OF_A_SWEEP}; none where it diverged
 */
record SweepRow(Map<String, String> numbers, long seed, String status, String folder, List<OptionalDouble> values) {

    static SweepRow finished(Trial trial, long seed, RunOutcome outcome) {
        Curves curves = outcome.curves().orElseThrow();
        return new SweepRow(
                trial.numbers(),
                seed,
                "finished",
                outcome.folder().getFileName().toString(),
                Measure.OF_A_SWEEP.stream().map(measure -> measure.of(curves)).toList());
    }

    static SweepRow diverged(Trial trial, long seed) {
        return new SweepRow(
                trial.numbers(),
                seed,
                "diverged",
                "",
                Measure.OF_A_SWEEP.stream()
                        .map(measure -> OptionalDouble.empty())
                        .toList());
    }

    OptionalDouble of(Measure measure) {
        return values.get(Measure.OF_A_SWEEP.indexOf(measure));
    }

    boolean finished() {
        return status.equals("finished");
    }

    /** The run's folder. */
    Path in(Path sweep) {
        return sweep.resolveSibling(folder);
    }

    static String header(Trial trial) {
        return String.join(
                ",",
                Stream.of(
                                trial.numbers().keySet().stream(),
                                Stream.of("seed", "status"),
                                Measure.OF_A_SWEEP.stream().map(Measure::column),
                                Stream.of("folder"))
                        .flatMap(cells -> cells)
                        .toList());
    }

    String csv() {
        return String.join(
                ",",
                Stream.of(
                                numbers.values().stream(),
                                Stream.of(Long.toString(seed), status),
                                values.stream().map(SweepRow::text),
                                Stream.of(folder))
                        .flatMap(cells -> cells)
                        .toList());
    }

    /** The row that a line of the file holds, if it is whole and of this trial and seed. */
    static Stream<SweepRow> parse(String line, Trial trial, long seed) {
        int before = trial.numbers().size() + 2;
        int last = before + Measure.OF_A_SWEEP.size();
        String[] cells = line.split(",", last + 1); // a folder's name may hold commas
        if (cells.length != last + 1
                || !List.of(cells)
                        .subList(0, before - 2)
                        .equals(List.copyOf(trial.numbers().values()))
                || !cells[before - 2].equals(Long.toString(seed))) {
            return Stream.empty();
        }
        List<OptionalDouble> values = Stream.of(cells)
                .skip(before)
                .limit(Measure.OF_A_SWEEP.size())
                .map(cell -> cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell)))
                .toList();
        return Stream.of(new SweepRow(trial.numbers(), seed, cells[before - 1], cells[last], values));
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Float.toString((float) value.getAsDouble()).toLowerCase(Locale.ROOT) : "";
    }
}
