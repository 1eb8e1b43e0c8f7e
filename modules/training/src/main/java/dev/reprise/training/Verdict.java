package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a run says of a published figure. */
public enum Verdict {
    REPRODUCED("reproduced"),
    NOT_REPRODUCED("not reproduced"),
    /** Met, by settings that were chosen to meet it. */
    FITTED("fitted"),
    NO_VERDICT("no verdict");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
