package dev.reprise.training;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

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

    static final String HEADER =
            "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,weight_norm,seconds";

    /** What the net of this epoch does on each set. */
    public FinalScores scores() {
        return new FinalScores(train, validation, test);
    }

    String csv() {
        return String.join(
                ",",
                Integer.toString(epoch),
                number(learningRate),
                pair(Optional.of(train)),
                pair(validation),
                pair(Optional.of(test)),
                number(weightNorm),
                String.format(Locale.ROOT, "%.3f", seconds));
    }

    /** The row that a line of the file holds. Throws {@link IllegalArgumentException} where it holds none. */
    static EpochRow parse(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != HEADER.split(",", -1).length) {
            throw new IllegalArgumentException("no line of epochs.csv: " + line);
        }
        return new EpochRow(
                Integer.parseInt(cells[0]),
                Double.parseDouble(cells[1]),
                scores(cells, 2),
                cells[4].isEmpty() ? Optional.empty() : Optional.of(scores(cells, 4)),
                scores(cells, 6),
                Double.parseDouble(cells[8]),
                Double.parseDouble(cells[9]));
    }

    private static Scores scores(String[] cells, int at) {
        return new Scores(
                Double.parseDouble(cells[at]),
                cells[at + 1].isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(cells[at + 1])));
    }

    private static String pair(Optional<Scores> scores) {
        return scores.map(s -> number(s.loss()) + "," + number(s.accuracy())).orElse(",");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return Float.toString((float) value);
    }
}
