package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A value of a finished run, at the epoch whose net is kept unless its name says otherwise. */
public enum Measure {
    /** Of the first batch, before any step. */
    FIRST_LOSS("first loss", ofRun(Curves::firstLoss)),
    TRAIN_LOSS("training loss", ofEpoch(row -> OptionalDouble.of(row.train().loss()))),
    TRAIN_ACCURACY("training accuracy", ofEpoch(row -> row.train().accuracy())),
    VALIDATION_LOSS(
            "validation loss",
            ofEpoch(row -> row.validation().stream().mapToDouble(Scores::loss).findFirst())),
    VALIDATION_ACCURACY(
            "validation accuracy",
            ofEpoch(row -> row.validation().map(Scores::accuracy).orElse(OptionalDouble.empty()))),
    TEST_LOSS("test loss", ofEpoch(row -> OptionalDouble.of(row.test().loss()))),
    TEST_ACCURACY("test accuracy", ofEpoch(row -> row.test().accuracy())),
    LAST_TRAIN_ACCURACY("training accuracy at the last epoch", ofRun(curves -> TRAIN_ACCURACY.of(curves.last()))),
    LAST_VALIDATION_ACCURACY(
            "validation accuracy at the last epoch", ofRun(curves -> VALIDATION_ACCURACY.of(curves.last()))),
    /** Test loss less training loss. */
    LOSS_GAP(
            "loss gap",
            ofEpoch(row -> OptionalDouble.of(row.test().loss() - row.train().loss()))),
    /** Training accuracy less test accuracy. */
    ACCURACY_GAP(
            "accuracy gap",
            ofEpoch(row -> row.train().accuracy().stream()
                    .flatMap(train -> row.test().accuracy().stream().map(test -> train - test))
                    .findFirst())),
    /** ‖w‖ over all weights, biases left out. */
    WEIGHT_NORM("‖w‖", ofEpoch(row -> OptionalDouble.of(row.weightNorm()))),
    /** Of training alone, all epochs, measuring left out. */
    SECONDS(
            "seconds",
            ofRun(curves -> OptionalDouble.of(
                    curves.rows().stream().mapToDouble(EpochRow::seconds).sum())));

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

    /** Those of the trials of a search: no test scores, which select nothing. */
    public static final List<Measure> OF_A_SEARCH = OF_A_SWEEP.stream()
            .filter(measure -> measure != TEST_LOSS && measure != TEST_ACCURACY)
            .toList();

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Way way;

    Measure(String text, Way way) {
        this.text = text;
        this.way = way;
    }

    /** How it is read from a run, and from one of its epochs. */
    private record Way(Function<Curves, OptionalDouble> ofRun, Function<EpochRow, OptionalDouble> ofEpoch) {}

    private static Way ofRun(Function<Curves, OptionalDouble> way) {
        return new Way(way, row -> OptionalDouble.empty());
    }

    private static Way ofEpoch(Function<EpochRow, OptionalDouble> way) {
        return new Way(curves -> way.apply(curves.selected()), way);
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
        return way.ofRun.apply(curves);
    }

    /** The measured value of an epoch; absent where it is none of an epoch. */
    public OptionalDouble of(EpochRow row) {
        return way.ofEpoch.apply(row);
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
