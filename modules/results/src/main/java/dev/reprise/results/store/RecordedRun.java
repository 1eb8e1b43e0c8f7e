package dev.reprise.results.store;

import dev.reprise.files.CsvTable;
import dev.reprise.files.SmallFile;
import dev.reprise.results.Curves;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Predictions;
import dev.reprise.results.Provenance;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A run as its folder tells it, as far as that can be read.
 *
 * <p>A kill, a full disk or another version may have left less than a whole folder: what is there is given, and {@code
 * missing} has a line for what is not.
 *
 * @param epochs {@code epochs.csv}
 */
public record RecordedRun(
        RunFolder folder,
        Optional<RunRecord> record,
        Optional<RunResult> result,
        CsvTable epochs,
        List<String> missing) {

    /** Reads a run's folder. Throws {@link RunException} where it is not one. */
    public static RecordedRun read(Path path) {
        return read(RunFolder.open(path));
    }

    public static RecordedRun read(RunFolder folder) {
        List<String> missing = new ArrayList<>();
        Optional<RunRecord> record =
                read(folder, RunFolder.RECORD, RunRecord.class, "the experiment's values and provenance", missing);
        Optional<RunResult> result =
                read(folder, RunFolder.RESULT, RunResult.class, "its end, verdicts and final scores", missing);
        record.ifPresent(known -> checkFormat(known.format(), RunRecord.FORMAT, RunFolder.RECORD, missing));
        result.ifPresent(known -> checkFormat(known.format(), RunResult.FORMAT, RunFolder.RESULT, missing));
        CsvTable epochs = isDemonstration(result) && !folder.files().has(RunFolder.EPOCHS)
                ? CsvTable.EMPTY
                : table(folder, RunFolder.EPOCHS, "the curves over epochs and the diagnosis", missing);
        return new RecordedRun(folder, record, result, epochs, List.copyOf(missing));
    }

    public Path path() {
        return folder.path();
    }

    public String experiment() {
        return record.map(RunRecord::name)
                .or(() -> result.map(RunResult::experiment))
                .filter(Predicate.not(String::isEmpty))
                .orElseGet(() -> Optional.ofNullable(
                                path().toAbsolutePath().normalize().getParent())
                        .map(parent -> String.valueOf(parent.getFileName()))
                        .orElse(""));
    }

    /** What tells the run from others: its experiment, or the values of its trial in a sweep, and its seed. */
    public String title() {
        return subject() + " seed " + seed();
    }

    /** Its experiment, or the values of its trial. */
    public String subject() {
        return record.map(RunRecord::trial)
                .filter(trial -> !trial.isEmpty())
                .map(trial -> trial.entrySet().stream()
                        .map(value -> value.getKey() + " " + value.getValue())
                        .collect(Collectors.joining(", ")))
                .orElseGet(this::experiment);
    }

    public long seed() {
        return record.map(RunRecord::provenance)
                .map(Provenance::seed)
                .or(() -> result.map(RunResult::seed))
                .orElse(0L);
    }

    /** Whether it is a demonstration, which prints lines and trains no net. */
    public boolean isDemonstration() {
        return isDemonstration(result);
    }

    /** How it ended; a run that was killed, or that still runs, has not. */
    public RunStatus status() {
        return result.map(RunResult::status).orElse(RunStatus.RUNNING);
    }

    /** How many epochs were planned. */
    public int plannedEpochs() {
        return result.map(RunResult::epochs).orElse(0);
    }

    /** Whether it finished, on real data, with every value as the experiment has it, and is not a trial of a sweep. */
    public boolean countsAsPublished() {
        return status() == RunStatus.FINISHED
                && record.filter(RunRecord::asPublished).isPresent();
    }

    /** How long its epochs trained, without measuring, in minutes. */
    public OptionalDouble minutes() {
        double[] seconds = Arrays.stream(epochs.numbers("seconds"))
                .filter(Double::isFinite)
                .toArray();
        return seconds.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(seconds).sum() / 60);
    }

    /** Its curves, where it finished with at least one epoch. */
    public Optional<Curves> curves() {
        List<EpochRow> rows = EpochRow.of(epochs);
        return result.flatMap(RunResult::selected)
                .filter(selected -> selected.epoch() <= rows.size())
                .map(selected -> new Curves(
                        rows,
                        rows.get(selected.epoch() - 1),
                        folder.firstLoss(),
                        result.orElseThrow().weights()));
    }

    /** The loss of each iteration, and a line in {@code missing} where that is not whole. */
    public CsvTable steps(List<String> more) {
        return isDemonstration() && !folder.files().has(RunFolder.STEPS)
                ? CsvTable.EMPTY
                : table(folder, RunFolder.STEPS, "the loss of each iteration", more);
    }

    /** What the net predicts, and a line in {@code missing} where that should be there and is not. */
    public Optional<Predictions> predictions(List<String> more) {
        boolean classifies = Arrays.stream(epochs.numbers("test_accuracy")).anyMatch(Double::isFinite);
        if (!classifies && !folder.files().has(RunFolder.PREDICTIONS)) {
            return Optional.empty(); // a regression has none
        }
        CsvTable table =
                table(folder, RunFolder.PREDICTIONS, "the mistakes, probabilities and their reliability", more);
        try {
            return table.isEmpty() ? Optional.empty() : Optional.of(Predictions.of(table));
        } catch (IllegalArgumentException e) {
            more.add(RunFolder.PREDICTIONS + " is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A table that only some demonstrations write; empty where there is none. */
    public CsvTable table(String name) {
        return folder.files().has(name) ? folder.files().table(name) : CsvTable.EMPTY;
    }

    private static <T> Optional<T> read(
            RunFolder folder, String name, Class<T> type, String what, List<String> missing) {
        if (!folder.files().has(name)) {
            missing.add(name + " is missing: " + what + " are unknown");
            return Optional.empty();
        }
        Optional<T> read = folder.files().find(name, type);
        if (read.isEmpty()) {
            missing.add(name + " cannot be read: " + what + " are unknown");
        }
        return read;
    }

    private static boolean isDemonstration(Optional<RunResult> result) {
        return result.filter(known -> !known.lines().isEmpty()).isPresent();
    }

    private static void checkFormat(int format, int newest, String name, List<String> missing) {
        if (format < 1 || format > newest) {
            missing.add("%s has format %s, this version reads 1 to %d: some of it may be missing"
                    .formatted(name, format == 0 ? "none" : format, newest));
        }
    }

    private static CsvTable table(RunFolder folder, String name, String what, List<String> missing) {
        if (!folder.files().has(name)) {
            missing.add(name + " is missing: " + what + " are unknown");
            return CsvTable.EMPTY;
        }
        CsvTable table;
        try {
            table = folder.files().readTable(name);
        } catch (IOException e) {
            missing.add(name + " is not used, it " + SmallFile.reason(e) + ": " + what + " are unknown");
            return CsvTable.EMPTY;
        }
        if (table.incomplete() > 0) {
            missing.add("%s: left out %d incomplete line%s"
                    .formatted(name, table.incomplete(), table.incomplete() == 1 ? "" : "s"));
        }
        if (table.isEmpty()) {
            missing.add(name + " has no line: " + what + " are unknown");
        }
        return table;
    }
}
