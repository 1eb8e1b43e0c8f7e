package dev.reprise.results;

import dev.reprise.files.CsvTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One line of {@code epochs.csv}.
 *
 * @param learningRate of the epoch's last step
 * @param weightNorm ‖w‖ over all weights, biases left out
 * @param seconds that training took, without measuring
 */
public record EpochRow(
        int epoch,
        double learningRate,
        Scores train,
        Optional<Scores> validation,
        Scores test,
        double weightNorm,
        double seconds) {

    public static final List<String> HEAD = List.of(
            "epoch",
            "learning_rate",
            "train_loss",
            "train_accuracy",
            "validation_loss",
            "validation_accuracy",
            "test_loss",
            "test_accuracy",
            "weight_norm",
            "seconds");

    public EpochRow {
        learningRate = Scores.asWritten(learningRate);
        weightNorm = Scores.asWritten(weightNorm);
        seconds = Math.round(seconds * 1000) / 1000.0;
    }

    /** What the net of this epoch does on each set. */
    public FinalScores scores() {
        return new FinalScores(train, validation, test);
    }

    /** The cells of the line. */
    public List<Object> cells() {
        return List.of(
                epoch,
                (float) learningRate,
                (float) train.loss(),
                text(train.accuracy()),
                validation.map(scores -> text(OptionalDouble.of(scores.loss()))).orElse(""),
                validation.map(scores -> text(scores.accuracy())).orElse(""),
                (float) test.loss(),
                text(test.accuracy()),
                (float) weightNorm,
                String.format(Locale.ROOT, "%.3f", seconds));
    }

    /** The rows of the table that have an epoch's number; what a row lacks is NaN or absent. */
    public static List<EpochRow> of(CsvTable table) {
        return IntStream.range(0, table.rows().size())
                .mapToObj(row -> new Cells(table, row))
                .filter(cells -> cells.number("epoch") >= 1)
                .map(cells -> new EpochRow(
                        (int) cells.number("epoch"),
                        cells.number("learning_rate"),
                        cells.scores("train"),
                        Double.isNaN(cells.number("validation_loss"))
                                ? Optional.empty()
                                : Optional.of(cells.scores("validation")),
                        cells.scores("test"),
                        cells.number("weight_norm"),
                        cells.number("seconds")))
                .toList();
    }

    private record Cells(CsvTable table, int row) {
        double number(String column) {
            int index = table.head().indexOf(column);
            return index < 0
                    ? Double.NaN
                    : CsvTable.number(table.rows().get(row).get(index));
        }

        Scores scores(String set) {
            double accuracy = number(set + "_accuracy");
            return new Scores(
                    number(set + "_loss"),
                    Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy));
        }
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Float.toString((float) value.getAsDouble()) : "";
    }
}
