package dev.reprise.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    // counted by hand: [[2, 1, 0], [1, 1, 0], [1, 0, 0]]
    private static final ConfusionMatrix CONFUSION =
            ConfusionMatrix.of(3, new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 0, 1, 0});

    @Test
    void countsAreByTrueAndPredictedClass() {
        assertThat(CONFUSION.counts()).containsExactly(List.of(2, 1, 0), List.of(1, 1, 0), List.of(1, 0, 0));
        assertThat(CONFUSION.total()).isEqualTo(6);
    }

    @Test
    void scoresAreThoseCountedByHand() {
        assertThat(CONFUSION.accuracy()).isEqualTo(3 / 6.0);
        assertThat(CONFUSION.perClass(List.of("a", "b", "c")).subList(0, 2))
                .containsExactly(
                        new ClassScores("a", 2 / 4.0, 2 / 3.0, 4 / 7.0, 3),
                        new ClassScores("b", 1 / 2.0, 1 / 2.0, 1 / 2.0, 2));
    }

    @Test
    void aClassThatIsNeverPredictedHasZerosAndNotNaN() {
        assertThat(CONFUSION.perClass(List.of("a", "b", "c")).get(2)).isEqualTo(new ClassScores("c", 0, 0, 0, 1));
        assertThat(ConfusionMatrix.of(2, new int[0], new int[0]).accuracy()).isZero();
    }

    @Test
    void labelsAndPredictionsThatAreNotClassesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(2, new int[] {0, 1}, new int[] {0, 2}))
                .withMessage("classes are 0–1, example 1 has label 1 and prediction 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(2, new int[] {0, 1}, new int[] {0}))
                .withMessage("expected a prediction for each of 2 labels, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfusionMatrix(List.of(List.of(1, 2))))
                .withMessageContaining("1 classes has a row [1, 2]");
    }
}
