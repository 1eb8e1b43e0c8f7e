package dev.reprise.results.store;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Durable;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Predictions;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The folder of one run. Nobody else opens its files by name. */
public final class RunFolder {
    static final String RECORD = "experiment.json";
    static final String RESULT = "result.json";
    static final String EPOCHS = "epochs.csv";
    static final String STEPS = "steps.csv";
    static final String PREDICTIONS = "predictions.csv";

    /** The files that only runs write: a folder with one of them is a run's. */
    static final List<String> MARKER_FILES = List.of(RECORD, RESULT, EPOCHS, STEPS);

    private static final String MODEL = "model";
    private static final String CARD = "MODEL.md";
    private static final String CHECKPOINT = "checkpoint";
    private static final String PREVIOUS_CHECKPOINT = "checkpoint.before";

    private final FolderFiles files;

    RunFolder(Path path) {
        this.files = new FolderFiles(path);
    }

    /** The folder of a run that was started. Throws {@link RunException} where it is not one. */
    public static RunFolder open(Path path) {
        if (!isRun(path)) {
            throw new RunException("not a run folder: " + path + " (expected at least one of "
                    + String.join(", ", MARKER_FILES) + " in it)");
        }
        return new RunFolder(path);
    }

    public static boolean isRun(Path folder) {
        return MARKER_FILES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    public Path path() {
        return files.folder();
    }

    /** The folder of the saved net. */
    public Path model() {
        return path().resolve(MODEL);
    }

    /** Where the run's checkpoint goes, and where the one before is kept until a new one is whole. */
    public List<Path> checkpoints() {
        return List.of(path().resolve(CHECKPOINT), path().resolve(PREVIOUS_CHECKPOINT));
    }

    /** The tables that grow while a run trains. */
    public List<Path> tables() {
        return Stream.of(EPOCHS, STEPS).map(path()::resolve).toList();
    }

    /** What the run is. Throws {@link RunException} where that cannot be read. */
    public RunRecord record() {
        return files.read(RECORD, RunRecord.class);
    }

    public Optional<RunRecord> findRecord() {
        return files.find(RECORD, RunRecord.class);
    }

    public Optional<RunResult> findResult() {
        return files.find(RESULT, RunResult.class);
    }

    /** How the run ended, or that it did not. */
    public RunStatus status() {
        return findResult().map(RunResult::status).orElse(RunStatus.RUNNING);
    }

    public boolean isFinished() {
        return status() == RunStatus.FINISHED;
    }

    /** Throws {@link RunException} where a result is there and cannot be read. */
    void requireReadableResult() {
        if (files.has(RESULT)) {
            files.read(RESULT, RunResult.class);
        }
    }

    /** The epochs that are over. */
    public List<EpochRow> epochs() {
        return EpochRow.of(files.table(EPOCHS));
    }

    /** The loss of the first batch, before any step. */
    public OptionalDouble firstLoss() {
        CsvTable steps = steps();
        return steps.rows().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(steps.numbers("loss")[0]);
    }

    CsvTable steps() {
        return files.table(STEPS);
    }

    FolderFiles files() {
        return files;
    }

    /** Locks the folder for this process. Throws {@link RunException} where another one has it. */
    public RunLock lock() {
        return RunLock.lock(path());
    }

    public void write(RunRecord record) {
        files.write(RECORD, record);
    }

    public void write(RunResult result) {
        files.write(RESULT, result);
    }

    /** Writes {@code MODEL.md}: what the saved net is, for people. */
    public void writeCard(String markdown) {
        files.writeText(CARD, markdown);
    }

    /** Writes a result after something else went wrong, which it does not hide. */
    public void writeAfter(RuntimeException failure, RunResult result) {
        try {
            write(result);
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    public void write(Predictions predictions) {
        files.table(PREDICTIONS, predictions.lines());
    }

    /** Writes a table of a demonstration, its head first. */
    public void writeTable(String name, List<? extends List<?>> lines) {
        files.table(name, lines);
    }

    /** Starts the tables of a run from its first step. */
    public void startTables() {
        files.start(EPOCHS, EpochRow.HEAD);
        files.start(STEPS, List.of("iteration", "loss"));
    }

    public void append(EpochRow row) {
        files.append(EPOCHS, List.of(row.cells()));
    }

    /**
     * Appends the losses of iterations in a row.
     *
     * @param first number of the first one, from 1
     * @param every write only each so many, from iteration 1 on
     */
    public void appendLosses(long first, float[] losses, long every) {
        files.append(
                STEPS,
                IntStream.range(0, losses.length)
                        .filter(i -> (first + i - 1) % every == 0)
                        .mapToObj(i -> List.of(first + i, losses[i]))
                        .toList());
    }

    /**
     * Deletes what a kill left half written. Throws {@link RunException} for a finished run.
     *
     * @param lock of this folder, held
     */
    public void prepareToResume(RunLock lock) {
        lock.requireHeld();
        requireUnfinished();
        try {
            Durable.deleteParts(path());
        } catch (IOException e) {
            throw unwritable(path(), e);
        }
    }

    /** Throws {@link RunException} where the run is finished. */
    public void requireUnfinished() {
        if (isFinished()) {
            throw new RunException("cannot resume: " + path() + " is finished; name a run that is not");
        }
    }

    /**
     * Deletes what only an unfinished run needs, the lock's file too: nobody may resume a finished run.
     *
     * @param lock of this folder, held
     */
    public void cleanUp(RunLock lock) {
        lock.requireHeld();
        try {
            for (Path checkpoint : checkpoints()) {
                Durable.delete(checkpoint);
            }
            RunLock.remove(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is thrown where a file of a run cannot be written: a disk is full, or gone. */
    public static UncheckedIOException unwritable(Path file, IOException cause) {
        return FolderFiles.unwritable(file, cause);
    }

    @Override
    public String toString() {
        return path().toString();
    }
}
