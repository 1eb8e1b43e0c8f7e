package dev.reprise.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatATerminalWouldObeyIsEscaped() {
        assertThat(Printable.of("\u001b[2Ja")).isEqualTo("\\u001b[2Ja");
        assertThat(Printable.of("a\r\nb\u009b31m")).isEqualTo("a\\u000d\\u000ab\\u009b31m");
        assertThat(Printable.of("\u202eevil\u2066\u2028\u007f")).isEqualTo("\\u202eevil\\u2066\\u2028\\u007f");
        assertThat(Printable.isPrintable("a\u202e")).isFalse();
    }

    @Test
    void lettersOfAllScriptsStay() {
        String text = "数字 é ß \uD83D\uDE00 नमस्ते\u200d a b";
        assertThat(Printable.of(text)).isSameAs(text);
    }
}
