package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    @ParameterizedTest
    @ValueSource(strings = {"secret\n", " secret", "sec\tret", "sec\u0000ret", "s\u00e9cret"})
    void aTokenThatNoHeaderMatchesIsRefusedAndNotShown(String token) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Access.with(token))
                .withMessageStartingWith("REPRISE_TOKEN: expected a token that a header can carry")
                .withMessageNotContaining(token);
    }

    @Test
    void anyVisibleAsciiIsAToken() {
        assertThat(Access.with("a b~!/+=\"").isOpen()).isFalse();
    }
}
