package dev.reprise.training.optimizer;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.training.Reference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ScheduleTest {

    static Stream<String> schedules() {
        return Reference.cases("schedules");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyStepHasTheFactorOfPyTorch(String name) {
        JsonNode expected = Reference.get("schedules").get(name);
        Schedule schedule = Reference.JSON.treeToValue(expected.get("schedule"), Schedule.class);
        long stepsPerEpoch = expected.get("stepsPerEpoch").longValue();
        double[] factors = Reference.JSON.treeToValue(expected.get("factors"), double[].class);

        double[] ours = IntStream.range(0, factors.length)
                .mapToDouble(step -> schedule.factor(step, stepsPerEpoch))
                .toArray();

        assertThat(ours).usingComparatorWithPrecision(1e-12).containsExactly(factors);
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void scheduleReadFromJsonIsTheScheduleWritten(String name) {
        Schedule schedule =
                Reference.JSON.treeToValue(Reference.get("schedules").get(name).get("schedule"), Schedule.class);

        assertThat(Reference.reread(schedule, Schedule.class)).isEqualTo(schedule);
    }

    @Test
    void cosineKeepsItsFinalFactor() {
        assertThat(cosine(epochs(10), 0.1).factor(5_000, 100)).isEqualTo(0.1, within(1e-15));
    }

    @Test
    void warmUpOverEpochsRisesWithEachStepThenStartsTheNextSchedule() {
        Schedule schedule = warmUp(epochs(2), factorPerEpoch(0.5));

        assertThat(IntStream.range(0, 10).mapToDouble(step -> schedule.factor(step, 2)))
                .containsExactly(0.25, 0.5, 0.75, 1.0, 1.0, 1.0, 0.5, 0.5, 0.25, 0.25);
    }

    @Test
    void factorPerEpochChangesBetweenEpochsOnly() {
        assertThat(IntStream.range(0, 7).mapToDouble(step -> factorPerEpoch(0.5).factor(step, 3)))
                .containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25);
        assertThat(constantRate().factor(1_000, 10)).isOne();
    }

    @Test
    void impossibleNumberIsRefusedWithWhatWasExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factorPerEpoch(0))
                .withMessage("schedule's factor must be above 0, is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factorEvery(steps(0), 0.5))
                .withMessage("a span must be at least 1 long, is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cosine(epochs(3), 1.5))
                .withMessage("final factor must be in [0, 1], is 1.5");
    }
}
