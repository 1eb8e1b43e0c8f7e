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
 * @param stepLosses of the iterations that were written
 * @param trainLoss and the others: a value an epoch; empty where it was not measured
 * @param heldOut what the held-out figures were measured on: validation where there is any, else test
 */
public record EpochCurves(
        RunStatus status,
        OptionalInt classes,
        Series stepLosses,
        Series trainLoss,
        Series trainAccuracy,
        Series heldOutLoss,
        Series heldOutAccuracy,
        String heldOut) {

    public static EpochCurves of(RecordedRun run, CsvTable steps, OptionalInt classes) {
        CsvTable epochs = run.epochs();
        boolean validated = !series(epochs, "validation_loss").isEmpty();
        String heldOut = validated ? "validation" : "test";
        return new EpochCurves(
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

    /** The loss of a net that gives every class the same probability: ln(classes). */
    double chanceLoss() {
        return Math.log(classes.orElse(1));
    }
}
