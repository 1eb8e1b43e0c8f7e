package dev.reprise.scratch.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.scratch.solver.SolverHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedFigureTest {
    private static final SolverHistory HISTORY =
            new SolverHistory(List.of(2.3000894999, 2.30009), List.of(0.171), List.of(0.17));

    @Test
    void aFigureAgreesInEveryDigitOrNotAtAll() {
        assertThat(PrintedFigure.loss(1, "2.300089").in(HISTORY))
                .hasToString("loss of iteration 1 is 2.300089: so it is (2.300089)");
        assertThat(PrintedFigure.loss(2, "2.300089").in(HISTORY))
                .hasToString("loss of iteration 2 is 2.300089: NOT so (2.300090)");
        assertThat(PrintedFigure.trainingAccuracy(0, "0.171000").in(HISTORY).held())
                .isTrue();
        assertThat(PrintedFigure.validationAccuracy(0, "0.171000").in(HISTORY).held())
                .isFalse();
    }

    @Test
    void whatWasNotReachedDoesNotAgree() {
        assertThat(PrintedFigure.trainingAccuracy(10, "0.545000").in(HISTORY))
                .hasToString("training accuracy of epoch 10 is 0.545000: NOT so (not reached)");
    }
}
