package dev.reprise.scratch.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.scratch.solver.SolverHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedValueTest {
    private static final SolverHistory HISTORY =
            new SolverHistory(List.of(2.3000894999, 2.30009), List.of(0.171), List.of(0.17));

    @Test
    void aPrintedValueAgreesInEveryDigitOrNotAtAll() {
        assertThat(PrintedValue.loss(1, "2.300089").check(HISTORY))
                .hasToString("loss of iteration 1 is 2.300089: confirmed (2.300089)");
        assertThat(PrintedValue.loss(2, "2.300089").check(HISTORY))
                .hasToString("loss of iteration 2 is 2.300089: NOT confirmed (2.300090)");
        assertThat(PrintedValue.trainingAccuracy(0, "0.171000").check(HISTORY).confirmed())
                .isTrue();
        assertThat(PrintedValue.validationAccuracy(0, "0.171000").check(HISTORY).confirmed())
                .isFalse();
    }

    @Test
    void whatWasNotReachedDoesNotAgree() {
        assertThat(PrintedValue.trainingAccuracy(10, "0.545000").check(HISTORY))
                .hasToString("training accuracy of epoch 10 is 0.545000: NOT confirmed (not reached)");
    }
}
