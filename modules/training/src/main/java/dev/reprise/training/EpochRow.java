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
