package dev.reprise.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.DataException;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    // counted by hand: [[2, 1, 0], [1, 1, 0], [1, 0, 0]]
    private static final ConfusionMatrix CONFUSION =
            ConfusionMatrix.of(3, new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 0, 1, 0});

    @Test
    void countsAreByTrueAndPredictedClass() {
        assertThat(CONFUSION.counts()).isDeepEqualTo(new int[][] {{2, 1, 0}, {1, 1, 0}, {1, 0, 0}});
        assertThat(CONFUSION.count(0, 1)).isEqualTo(1);
    }

    @Test
    void figuresAreThoseCountedByHand() {
        assertThat(CONFUSION.accuracy()).isEqualTo(3 / 6.0);
        assertThat(CONFUSION.precision(0)).isEqualTo(2 / 4.0);
        assertThat(CONFUSION.recall(0)).isEqualTo(2 / 3.0);
        assertThat(CONFUSION.f1(0)).isEqualTo(4 / 7.0);
        assertThat(CONFUSION.support(0)).isEqualTo(3);
        assertThat(CONFUSION.precision(1)).isEqualTo(1 / 2.0);
        assertThat(CONFUSION.recall(1)).isEqualTo(1 / 2.0);
        assertThat(CONFUSION.f1(1)).isEqualTo(1 / 2.0);
    }

    @Test
    void aClassThatIsNeverPredictedHasZeroesAndNoNaN() {
        assertThat(CONFUSION.precision(2)).isZero();
        assertThat(CONFUSION.recall(2)).isZero();
        assertThat(CONFUSION.f1(2)).isZero();
        assertThat(ConfusionMatrix.of(2, new int[0], new int[0]).accuracy()).isZero();
    }

    @Test
    void whatIsNoClassIsRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ConfusionMatrix.of(2, new int[] {0, 1}, new int[] {0, 2}))
                .withMessage("classes are 0–1, example 1 has label 1 and prediction 2");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ConfusionMatrix.of(2, new int[] {0, 1}, new int[] {0}))
                .withMessage("expected a prediction for each of 2 labels, came 1");
    }
}
