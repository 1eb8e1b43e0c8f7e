package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A value of a finished run, at the epoch whose net is kept unless its name says otherwise. */
public enum Measure {
    /** Of the first batch, before any step. */
    FIRST_LOSS("first loss") {
        @Override
        public OptionalDouble of(Curves curves) {
            return curves.firstLoss();
        }
    },
    TRAIN_LOSS("training loss") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return OptionalDouble.of(row.train().loss());
        }
    },
    TRAIN_ACCURACY("training accuracy") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return row.train().accuracy();
        }
    },
    VALIDATION_LOSS("validation loss") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return row.validation()
                    .map(scores -> OptionalDouble.of(scores.loss()))
                    .orElse(OptionalDouble.empty());
        }
    },
    VALIDATION_ACCURACY("validation accuracy") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return row.validation().map(Scores::accuracy).orElse(OptionalDouble.empty());
        }
    },
    TEST_LOSS("test loss") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return OptionalDouble.of(row.test().loss());
        }
    },
    TEST_ACCURACY("test accuracy") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return row.test().accuracy();
        }
    },
    LAST_TRAIN_ACCURACY("training accuracy at the last epoch") {
        @Override
        public OptionalDouble of(Curves curves) {
            return TRAIN_ACCURACY.of(curves.last());
        }
    },
    LAST_VALIDATION_ACCURACY("validation accuracy at the last epoch") {
        @Override
        public OptionalDouble of(Curves curves) {
            return VALIDATION_ACCURACY.of(curves.last());
        }
    },
    /** Test loss less training loss. */
    LOSS_GAP("loss gap") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return OptionalDouble.of(row.test().loss() - row.train().loss());
        }
    },
    /** Training accuracy less test accuracy. */
    ACCURACY_GAP("accuracy gap") {
        @Override
        public OptionalDouble of(EpochRow row) {
            OptionalDouble train = row.train().accuracy();
            OptionalDouble test = row.test().accuracy();
            return train.isPresent() && test.isPresent()
                    ? OptionalDouble.of(train.getAsDouble() - test.getAsDouble())
                    : OptionalDouble.empty();
        }
    },
    /** ‖w‖ over all weights, biases left out. */
    WEIGHT_NORM("‖w‖") {
        @Override
        public OptionalDouble of(EpochRow row) {
            return OptionalDouble.of(row.weightNorm());
        }
    },
    /** Of training alone, all epochs, measuring left out. */
    SECONDS("seconds") {
        @Override
        public OptionalDouble of(Curves curves) {
            return OptionalDouble.of(
                    curves.rows().stream().mapToDouble(EpochRow::seconds).sum());
        }
    };

    /** Those of every line of {@code sweep.csv}, in its order. */
    public static final List<Measure> OF_A_SWEEP = List.of(
            TRAIN_LOSS,
            TRAIN_ACCURACY,
            VALIDATION_LOSS,
            VALIDATION_ACCURACY,
            TEST_LOSS,
            TEST_ACCURACY,
            WEIGHT_NORM,
            SECONDS);

    private final String text;

    Measure(String text) {
        this.text = text;
    }

    /** The measure with this text. Throws {@link IllegalArgumentException} that names all of them. */
    @JsonCreator
    public static Measure named(String text) {
        return Stream.of(values())
                .filter(measure -> measure.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a measure: '" + text + "', expected one of "
                        + Stream.of(values()).map(Measure::toString).collect(Collectors.joining(", "))));
    }

    /** The measured value of a run, absent where the run did not measure it. */
    public OptionalDouble of(Curves curves) {
        return of(curves.selected());
    }

    /** The measured value of an epoch; absent where it is none of an epoch. */
    public OptionalDouble of(EpochRow row) {
        return OptionalDouble.empty();
    }

    /** Whether it is a share of the examples. */
    public boolean isAccuracy() {
        return text.contains("accuracy");
    }

    /** The name of its column in {@code sweep.csv}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
