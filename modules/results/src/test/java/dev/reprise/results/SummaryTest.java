package dev.reprise.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void theStandardDeviationIsThatOfASample() {
        Summary summary = Summary.of(2, 4, 4, 4, 5, 5, 7, 9);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.standardDeviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
        assertThat(summary.smallest()).isEqualTo(2);
        assertThat(summary.largest()).isEqualTo(9);
        assertThat(summary.runs()).isEqualTo(8);
    }

    @Test
    void oneRunHasNoStandardDeviation() {
        assertThat(Summary.of(0.5)).isEqualTo(new Summary(1, 0.5, 0, 0.5, 0.5));
    }

    @Test
    void noRunHasNoMean() {
        assertThat(Summary.of()).isEqualTo(new Summary(0, Double.NaN, 0, Double.NaN, Double.NaN));
    }

    @Test
    void theTextHasAsManyDecimalsForTheStandardDeviationAsForTheMean() {
        assertThat(Summary.of(0.9829, 0.9843)).hasToString("0.9836 ± 0.0010 [0.9829, 0.9843] over 2 runs");
        assertThat(Summary.of(0.9829, 0.9843).text(6)).isEqualTo("0.983600 ± 0.000990 [0.982900, 0.984300]");
        assertThat(Summary.of(2e-11, 4e-11).meanText(4)).isEqualTo("3e-11 ± 1.414e-11");
        assertThat(Summary.of(0.5)).hasToString("0.5000 over 1 run");
        assertThat(Summary.of().text(4)).isEqualTo("–");
    }
}
