package dev.reprise.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyIntervalTest {
    /** As scipy.stats.binomtest(right, all).proportion_ci(method="exact") of SciPy 1.17 gives them. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.0, 0.975",
        "1, 1, 0.025000000000000022, 1.0",
        "30, 30, 0.8842966917779725, 1.0",
        "3, 10, 0.06673951117773447, 0.652452850060008",
        "88, 120, 0.6448859874929811, 0.8099109272179073",
        "9914, 10000, 0.9893898171936923, 0.9931155189404871",
        "59999, 60000, 0.9999071428148829, 0.9999995780369315"
    })
    void isThatOfScipy(int right, int all, double low, double high) {
        AccuracyInterval interval = AccuracyInterval.of(right, all);
        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> AccuracyInterval.of(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> AccuracyInterval.of(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> AccuracyInterval.of(-1, 2));
    }
}
