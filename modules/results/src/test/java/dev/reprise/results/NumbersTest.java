package dev.reprise.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.98, 0.98",
        "-0.02, −0.02",
        "0.0001, 1e-4",
        "1.11e-16, 1.11e-16",
        "-2.5e-5, −2.5e-5",
        "60000, 60000",
        "9999999, 9999999",
        "1e7, 1e7",
        "123456, 123456",
        "12345.67, 12350",
        "2.302585, 2.303",
        "0.001, 0.001",
        "1e999, ∞",
        "-1e999, −∞",
        "NaN, –"
    })
    void aNumberIsWrittenAsPeopleWriteIt(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.98365, 0.9837", "0, 0.0000", "-0.25, −0.2500", "0.01, 0.0100", "0.0099, 0.0099", "2e-11, 2e-11"})
    void aMeasuredValueHasFourDecimalsUnlessItIsSmall(double value, String text) {
        assertThat(Numbers.measured(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "0.0001, 1e-4",
        "0.123456789, 0.123456789",
        "1.234567e-5, 1.234567e-5",
        "-0.5, −0.5",
        "60000, 60000"
    })
    void aSettingHasAllItsDigits(double value, String text) {
        assertThat(Numbers.exact(value)).isEqualTo(text);
    }

    @Test
    void aPublishedNumberKeepsAllItsDigits() {
        assertThat(Numbers.exact(2.300089)).isEqualTo("2.300089");
        assertThat(Numbers.exact(-3)).isEqualTo("−3");
    }

    @Test
    void aValueThatWasNotMeasuredIsADash() {
        assertThat(Numbers.measured(OptionalDouble.empty())).isEqualTo("–");
        assertThat(Numbers.measured(OptionalDouble.of(0.5))).isEqualTo("0.5000");
    }
}
