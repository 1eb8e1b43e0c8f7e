package dev.reprise.training.experiment;

import dev.reprise.results.Claim;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Summary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The words that an experiment is written in: its file imports all of them statically, with {@code import static
 * dev.reprise.training.experiment.Vocabulary.*}.
 *
 * <p>Here are those about what the results are compared with; those about the data, the net and its training are
 * inherited.
 */
public final class Vocabulary extends TrainingVocabulary {
    public static final Measure FIRST_LOSS = Measure.FIRST_LOSS;
    public static final Measure TRAIN_LOSS = Measure.TRAIN_LOSS;
    public static final Measure TRAIN_ACCURACY = Measure.TRAIN_ACCURACY;
    public static final Measure VALIDATION_LOSS = Measure.VALIDATION_LOSS;
    public static final Measure VALIDATION_ACCURACY = Measure.VALIDATION_ACCURACY;
    public static final Measure TEST_LOSS = Measure.TEST_LOSS;
    public static final Measure TEST_ACCURACY = Measure.TEST_ACCURACY;
    public static final Measure LAST_TRAIN_ACCURACY = Measure.LAST_TRAIN_ACCURACY;
    public static final Measure LAST_VALIDATION_ACCURACY = Measure.LAST_VALIDATION_ACCURACY;
    public static final Measure LOSS_GAP = Measure.LOSS_GAP;
    public static final Measure ACCURACY_GAP = Measure.ACCURACY_GAP;
    public static final Measure WEIGHT_NORM = Measure.WEIGHT_NORM;
    public static final Measure SECONDS = Measure.SECONDS;

    public static final Sweep.Goal HIGHEST_VALIDATION_ACCURACY = Sweep.Goal.HIGHEST_VALIDATION_ACCURACY;
    public static final Sweep.Goal LOWEST_VALIDATION_LOSS = Sweep.Goal.LOWEST_VALIDATION_LOSS;

    private Vocabulary() {}

    /** A value that the text prints; it still needs its tolerance, {@code .within(…)}. */
    public static PublishedValue.Untoleranced published(Measure measure, double value) {
        return PublishedValue.published(measure, value);
    }

    public static PublishedValue.Untoleranced testAccuracy(double value) {
        return published(TEST_ACCURACY, value);
    }

    public static PublishedValue.Untoleranced trainAccuracy(double value) {
        return published(TRAIN_ACCURACY, value);
    }

    public static PublishedValue.Untoleranced validationAccuracy(double value) {
        return published(VALIDATION_ACCURACY, value);
    }

    public static PublishedValue.Untoleranced testLoss(double value) {
        return published(TEST_LOSS, value);
    }

    public static PublishedValue.Untoleranced firstLoss(double value) {
        return published(FIRST_LOSS, value);
    }

    /** Of the kept epoch, as are {@link #atMost} and {@link #between}, unless {@code .atEpoch(…)} says otherwise. */
    public static Expectation.Range atLeast(Measure measure, double low, String lookFor) {
        return range(measure, OptionalDouble.of(low), OptionalDouble.empty(), lookFor);
    }

    public static Expectation.Range atMost(Measure measure, double high, String lookFor) {
        return range(measure, OptionalDouble.empty(), OptionalDouble.of(high), lookFor);
    }

    public static Expectation.Range between(Measure measure, double low, double high, String lookFor) {
        return range(measure, OptionalDouble.of(low), OptionalDouble.of(high), lookFor);
    }

    private static Expectation.Range range(Measure measure, OptionalDouble low, OptionalDouble high, String lookFor) {
        return new Expectation.Range(measure, OptionalInt.empty(), low, high, lookFor);
    }

    /** The mean that a reference implementation reached; it still needs its standard deviation and range. */
    public static Expectation.Known.StandardDeviation known(Measure measure, double mean, int runs) {
        return standardDeviation -> (smallest, largest) ->
                new Expectation.Known(measure, new Summary(runs, mean, standardDeviation, smallest, largest));
    }

    /** The curve falls, then rises by at least {@code by} until the last epoch. */
    public static Expectation risesAgain(Measure measure, double by) {
        return new Expectation.RisesAgain(measure, by);
    }

    /** The curve rises, then falls by at least {@code by} until the last epoch. */
    public static Expectation fallsAgain(Measure measure, double by) {
        return new Expectation.FallsAgain(measure, by);
    }

    /** The learned weights of a linear model. */
    public static Expectation weightsNear(List<Double> weights, List<Double> within) {
        return new Expectation.WeightsNear(weights, within);
    }

    /** Rises from the first trial to the last, but by at most {@code by} over the last step. */
    public static Trend stopsRising(Measure measure, double by) {
        return new Trend.StopsRising(measure, by);
    }

    /** Is at least {@code factor} times as high in the last trial as in the first. */
    public static Trend grows(Measure measure, double factor) {
        return new Trend.Grows(measure, factor);
    }

    /** Is at least {@code by} lower in the last trial than in the highest. */
    public static Trend fallsAtTheEnd(Measure measure, double by) {
        return new Trend.FallsAtTheEnd(measure, by);
    }

    /** The best trial is the one with this value. */
    public static Trend chooses(String name, String value) {
        return new Trend.Chooses(name, value);
    }

    /** Above another experiment of the same app. */
    public static Claim above(Experiment other, Measure measure) {
        return above(other.name(), measure);
    }

    /** Above an experiment of any app, by its name. */
    public static Claim above(String other, Measure measure) {
        return new Claim(measure, Claim.Relation.ABOVE, other);
    }

    /** Below another experiment of the same app. */
    public static Claim below(Experiment other, Measure measure) {
        return below(other.name(), measure);
    }

    /** Below an experiment of any app, by its name. */
    public static Claim below(String other, Measure measure) {
        return new Claim(measure, Claim.Relation.BELOW, other);
    }
}
