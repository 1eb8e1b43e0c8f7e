package dev.reprise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.search.Asha.Promotion;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyEndTest {
    /** η = 2, one to four epochs: by hand after algorithm 2 of Li et al. 2020. */
    @Test
    void ashaPromotesAsInARunTracedByHand() {
        Asha asha = new Asha(1, 4, 2);
        assertThat(asha.rungs()).isEqualTo(3);
        assertThat(List.of(asha.epochs(0), asha.epochs(1), asha.epochs(2))).containsExactly(1, 2, 4);

        asha.ended(0, 0, 0.9);
        assertThat(asha.promote()).isEmpty(); // half of one trial is none
        asha.ended(1, 0, 0.5);
        assertThat(asha.promote()).contains(new Promotion(1, 1));
        assertThat(asha.promote()).isEmpty(); // promoted once only
        asha.ended(2, 0, 0.3);
        assertThat(asha.promote()).contains(new Promotion(2, 1)); // the best of three, of whom one may go on
        asha.ended(1, 1, 0.45);
        assertThat(asha.promote()).isEmpty();
        asha.ended(2, 1, 0.2);
        assertThat(asha.promote()).contains(new Promotion(2, 2)); // the highest rung first
        asha.ended(3, 0, 0.4);
        assertThat(asha.promote()).contains(new Promotion(3, 1)); // 0.3 and 0.4 are the best two of four
        asha.ended(3, 1, 0.1);
        asha.ended(2, 2, 0.15);
        assertThat(asha.promote()).contains(new Promotion(3, 2));
        assertThat(asha.promote()).isEmpty(); // the last rung has no next
    }

    @Test
    void ashaPromotesNoFailedTrial() {
        Asha asha = new Asha(1, 2, 2);
        asha.ended(0, 0, Double.POSITIVE_INFINITY);
        asha.ended(1, 0, Double.POSITIVE_INFINITY);

        assertThat(asha.promote()).isEmpty();
    }

    @Test
    void theLastRungHasTheMostEpochs() {
        Asha asha = new Asha(2, 20, 3);

        assertThat(asha.rungs()).isEqualTo(4);
        assertThat(asha.epochs(2)).isEqualTo(18);
        assertThat(asha.epochs(3)).isEqualTo(20);
        assertThatThrownBy(() -> new Asha(0, 20, 3)).hasMessageStartingWith("asha: expected 1 ≤ least epochs");
    }

    @Test
    void medianRuleEndsATrialBelowTheMedianOfTheOthers() {
        MedianRule rule = new MedianRule(3, 1);
        List<List<Double>> others = List.of(List.of(0.9, 0.5, 0.3), List.of(0.8, 0.6, 0.4), List.of(0.7, 0.7, 0.5));

        assertThat(rule.ends(List.of(0.95), others)).isFalse(); // the first epoch ends none
        assertThat(rule.ends(List.of(0.95, 0.65), others)).isTrue();
        assertThat(rule.ends(List.of(0.95, 0.59), others)).isFalse();
        assertThat(rule.ends(List.of(0.55, 0.9), others)).isFalse(); // its best counts
        assertThat(rule.ends(List.of(0.95, 0.65), others.subList(0, 2))).isFalse(); // too few others
        assertThat(rule.ends(List.of(0.9, 0.9, 0.9, 0.9), others)).isFalse(); // none came as far
    }
}
