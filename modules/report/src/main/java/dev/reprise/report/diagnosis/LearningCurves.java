package dev.reprise.report.diagnosis;

import dev.reprise.files.CsvTable;
import dev.reprise.results.RunStatus;
import dev.reprise.results.store.RecordedRun;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The curves that a diagnosis reads.
 *
 * @param status how the run ended
 * @param classes how many there are; none for a regression
 * @param stepLosses of the recorded iterations
 * @param trainLoss and the others: a value for each epoch; empty where it was not measured
 * @param heldOut what the held-out curves were measured on: {@code validation} where there is any, else {@code test}
 */
public record LearningCurves(
        RunStatus status,
        OptionalInt classes,
        Series stepLosses,
        Series trainLoss,
        Series trainAccuracy,
        Series heldOutLoss,
        Series heldOutAccuracy,
        String heldOut) {

    public static LearningCurves of(RecordedRun run, CsvTable steps, OptionalInt classes) {
        CsvTable epochs = run.epochs();
        boolean validated = !series(epochs, "validation_loss").isEmpty();
        String heldOut = validated ? "validation" : "test";
        return new LearningCurves(
                run.status(),
                classes,
                series(steps, "loss"),
                series(epochs, "train_loss"),
                series(epochs, "train_accuracy"),
                series(epochs, heldOut + "_loss"),
                series(epochs, heldOut + "_accuracy"),
                heldOut);
    }

    private static Series series(CsvTable table, String column) {
        return new Series(Arrays.stream(table.numbers(column))
                .filter(value -> !Double.isNaN(value))
                .boxed()
                .toList());
    }

    /** The loss of random guessing, which gives every class the same probability: ln(classes). */
    double chanceLoss() {
        return Math.log(classes.orElse(1));
    }
}
