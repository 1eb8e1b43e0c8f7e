package dev.reprise.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.files.CsvTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    // two of four are right; the last one is the most confident mistake
    private static final Predictions PREDICTIONS = Predictions.of(
            new int[] {0, 1, 0, 1},
            List.of(new float[] {0.8f, 0.2f}, new float[] {0.2f, 0.8f}, new float[] {0.4f, 0.6f}, new float[] {
                0.95f, 0.05f
            }),
            2);

    @Test
    void theClassWithTheHighestProbabilityIsPredicted() {
        assertThat(PREDICTIONS.examples())
                .extracting(Predictions.Example::predicted)
                .containsExactly(0, 1, 1, 0);
        assertThat(PREDICTIONS.confusion().counts()).containsExactly(List.of(1, 1), List.of(1, 1));
    }

    @Test
    void theMostConfidentMistakesComeFirst() {
        assertThat(PREDICTIONS.mostConfidentMistakes(10))
                .extracting(Predictions.Example::index)
                .containsExactly(3, 2);
        assertThat(PREDICTIONS.mostConfidentMistakes(1)).hasSize(1);
    }

    @Test
    void theCalibrationErrorIsThatCountedByHand() {
        // confidence 0.8: both right; 0.6: wrong; 0.95: wrong
        assertThat(PREDICTIONS.expectedCalibrationError()).isCloseTo((2 * 0.2 + 0.6 + 0.95) / 4, within(1e-6));
        assertThat(PREDICTIONS.reliability()).extracting(Predictions.Bin::count).containsExactly(1, 2, 1);
    }

    @Test
    void aClassThatTheTableDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictions.of(CsvTable.parse("index,label,predicted,p0,p1\n0,7,1,0.5,0.5\n")))
                .withMessageContaining("example 0 has label 7");
    }
}
