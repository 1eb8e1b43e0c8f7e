package dev.reprise.inference.digits;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A reason why the ink of a picture may not be one digit. */
public enum Doubt {
    SEVERAL_DIGITS("the ink has several parts as large as digits; the largest was read (--digits reads a row)"),
    TOO_WIDE("the ink is much wider than a digit"),
    BLOT("the ink fills its box, as no digit does"),
    FAINT_INK("the ink is faint: it differs little from the paper");

    private final String text;

    Doubt(String text) {
        this.text = text;
    }

    /** A line for people. */
    public String text() {
        return text;
    }

    /** The name in JSON, as in {@code faint-ink}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
