package dev.reprise.report.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.RunStatus;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Curves as cs231n draws them, and the name it gives each. */
class DiagnosisTest {
    private static final Series NONE = Series.of();

    @Test
    void aLossThatFallsAndFlattensHasAGoodLearningRate() {
        assertThat(rate(t -> 0.3 + 2 * Math.exp(-8 * t))).isEqualTo("learning rate good");
    }

    @Test
    void aLossThatFallsLinearlyHasTooLowALearningRate() {
        assertThat(rate(t -> 2.3 - 0.5 * t)).isEqualTo("learning rate too low");
    }

    @Test
    void aLossThatJumpsAndStaysHighHasTooHighALearningRate() {
        assertThat(rate(t -> t < 0.01 ? 2.3 : t < 0.1 ? 300 : 2.4)).isEqualTo("learning rate too high");
    }

    @Test
    void aLossThatHardlyFallsDoesNotLearn() {
        assertThat(rate(t -> 2.3 - 0.001 * t)).isEqualTo("does not learn");
    }

    @Test
    void aLossThatIsNoLongerFiniteHasTooHighALearningRate() {
        LearningCurves curves =
                new LearningCurves(RunStatus.DIVERGED, OptionalInt.of(10), NONE, NONE, NONE, NONE, NONE, "test");
        assertThat(names(curves)).containsExactly("learning rate too high");
    }

    @Test
    void aHeldOutLossThatTurnsUpIsOverfitting() {
        Series train = epochs(t -> 2 * Math.exp(-5 * t));
        assertThat(fit(train, epochs(t -> 0.5 + 4 * (t - 0.4) * (t - 0.4))))
                .contains("overfitting", "no further improvement");
        assertThat(fit(train, epochs(t -> 0.5 + 2 * Math.exp(-5 * t)))).contains("mild overfitting");
    }

    @Test
    void lossesThatSettleHighAreUnderfitting() {
        assertThat(fit(epochs(t -> 1 + Math.exp(-20 * t)), epochs(t -> 1.02 + Math.exp(-20 * t))))
                .contains("underfitting");
    }

    @Test
    void lossesThatStillFallAreStillImproving() {
        assertThat(fit(epochs(t -> 2.3 - 2 * t), epochs(t -> 2.4 - 2 * t))).contains("fits", "still improving");
    }

    @Test
    void theGapIsReadFromTheLastEpoch() {
        assertThat(gap(0.98, 0.90)).isEqualTo("large gap");
        assertThat(gap(0.98, 0.95)).isEqualTo("small gap");
        assertThat(gap(0.98, 0.979)).isEqualTo("no gap");
    }

    @Test
    void theFirstLossOverTenClassesIsAboutTwoPointThree() {
        assertThat(names(steps(Series.of(2.3)))).containsExactly("first loss as expected");
        assertThat(names(steps(Series.of(88.0)))).containsExactly("first loss unexpected");
    }

    @Test
    void withoutCurvesThereIsNoFinding() {
        assertThat(names(steps(NONE))).isEmpty();
    }

    private static String rate(DoubleUnaryOperator loss) {
        return names(steps(curve(100, loss))).get(0);
    }

    private static List<String> fit(Series train, Series heldOut) {
        return names(
                new LearningCurves(RunStatus.FINISHED, OptionalInt.of(10), NONE, train, NONE, heldOut, NONE, "test"));
    }

    private static String gap(double train, double heldOut) {
        return names(new LearningCurves(
                        RunStatus.FINISHED,
                        OptionalInt.of(10),
                        NONE,
                        NONE,
                        Series.of(0.1, train),
                        NONE,
                        Series.of(0.1, heldOut),
                        "test"))
                .get(0);
    }

    private static LearningCurves steps(Series losses) {
        return new LearningCurves(RunStatus.FINISHED, OptionalInt.of(10), losses, NONE, NONE, NONE, NONE, "test");
    }

    private static Series epochs(DoubleUnaryOperator loss) {
        return curve(20, loss);
    }

    private static Series curve(int points, DoubleUnaryOperator value) {
        return new Series(IntStream.range(0, points)
                .mapToObj(i -> value.applyAsDouble(i / (points - 1.0)))
                .toList());
    }

    private static List<String> names(LearningCurves curves) {
        return Diagnosis.of(curves).stream().map(Finding::name).toList();
    }
}
