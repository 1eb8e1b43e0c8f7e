package dev.reprise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.search.Parameter.Choice;
import dev.reprise.search.Parameter.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest {
    @Test
    void textsOfAllFormsAreRead() {
        assertThat(Parameter.parse("batch-size=64, 128,256"))
                .isEqualTo(new Choice("batch-size", List.of("64", "128", "256")));
        assertThat(Parameter.parse("momentum=0.5..0.99")).isEqualTo(new Range("momentum", 0.5, 0.99, false, false));
        assertThat(Parameter.parse("rate=log:0.01..1")).isEqualTo(new Range("rate", 0.01, 1, true, false));
        assertThat(Parameter.parse("hidden=32..512/log")).isEqualTo(new Range("hidden", 32, 512, true, true));
        assertThat(Parameter.parse("offset=-3..-1")).isEqualTo(new Range("offset", -3, -1, false, true));
        assertThat(Parameter.parse("decay=log:1e-6..1e-2")).isEqualTo(new Range("decay", 1e-6, 1e-2, true, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate | expected NAME=VALUE,VALUE,… or NAME=LOW..HIGH, log:LOW..HIGH, got 'rate'",
                "rate= | expected NAME=VALUE,VALUE,… or NAME=LOW..HIGH, log:LOW..HIGH, got 'rate='",
                "rate=1..1 | rate: expected a range from a lower to a higher number, got 1..1",
                "rate=0.5..0.1 | rate: expected a range from a lower to a higher number, got 0.5..0.1",
                "rate=log:0..1 | rate: a logarithmic range begins above 0, this one at 0",
                "rate=log:3 | rate: expected log:LOW..HIGH, got 'log:3'",
                "rate=1..x | rate: expected a number as the end of a range, got 'x'",
                "rate=1,,2 | rate: expected values separated by commas, got '1,,2'",
                "rate=1,2,1 | rate: a value comes twice in '1,2,1'",
                "rate=NaN..1 | rate: expected a range from a lower to a higher number, got NaN..1.0"
            })
    void whatCannotBeSearchedIsOneLine(String text, String message) {
        assertThatThrownBy(() -> Parameter.parse(text))
                .isInstanceOf(SearchException.class)
                .hasMessage(message);
    }

    @Test
    void namesComeOnce() {
        assertThatThrownBy(() -> Space.parse(List.of("a=1,2", "a=3,4"))).hasMessage("a is given twice");
        assertThatThrownBy(() -> Space.parse(List.of()))
                .hasMessage("nothing to search over: give at least one NAME=VALUES");
    }

    @Test
    void placesCoverTheRangeEvenlyOnItsScale() {
        Range logarithmic = (Range) Parameter.parse("rate=log:0.01..1");
        assertThat(logarithmic.at(0)).isCloseTo(0.01, within(1e-12));
        assertThat(logarithmic.at(0.5)).isCloseTo(0.1, within(1e-12));
        assertThat(logarithmic.at(1)).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);

        Range dice = (Range) Parameter.parse("dice=1..6");
        int[] counts = new int[7];
        for (int i = 0; i < 6000; i++) {
            counts[(int) dice.at((i + 0.5) / 6000)]++;
        }
        assertThat(counts).containsExactly(0, 1000, 1000, 1000, 1000, 1000, 1000);
        assertThat(dice.text(3)).isEqualTo("3");
    }
}
