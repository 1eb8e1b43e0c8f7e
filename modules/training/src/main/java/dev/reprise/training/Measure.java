package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;

/** What of a finished run a published figure is about. */
public enum Measure {
    @JsonProperty("training loss")
    TRAIN_LOSS,
    @JsonProperty("training accuracy")
    TRAIN_ACCURACY,
    @JsonProperty("validation accuracy")
    VALIDATION_ACCURACY,
    @JsonProperty("test loss")
    TEST_LOSS,
    @JsonProperty("test accuracy")
    TEST_ACCURACY;

    /** The measured value, absent where the run did not measure it. */
    OptionalDouble of(FinalScores scores) {
        return switch (this) {
            case TRAIN_LOSS -> OptionalDouble.of(scores.train().loss());
            case TRAIN_ACCURACY -> scores.train().accuracy();
            case VALIDATION_ACCURACY ->
                scores.validation().map(Scores::accuracy).orElse(OptionalDouble.empty());
            case TEST_LOSS -> OptionalDouble.of(scores.test().loss());
            case TEST_ACCURACY -> scores.test().accuracy();
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case TRAIN_LOSS -> "training loss";
            case TRAIN_ACCURACY -> "training accuracy";
            case VALIDATION_ACCURACY -> "validation accuracy";
            case TEST_LOSS -> "test loss";
            case TEST_ACCURACY -> "test accuracy";
        };
    }
}
