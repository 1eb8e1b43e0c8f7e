package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Whether an effect that the text describes was observed.
 *
 * @param lookFor the effect
 * @param why the numbers that say so
 */
public record CheckResult(
        @JsonAlias("toSee") String lookFor,
        @JsonAlias("held") boolean confirmed,
        String why) {

    /** {@code confirmed} or {@code NOT confirmed}. */
    public String answer() {
        return confirmed ? "confirmed" : "NOT confirmed";
    }

    /** One line: {@code training loss falls: confirmed (from 2.3 to 0.1)}. */
    @Override
    public String toString() {
        return lookFor + ": " + answer() + " (" + why + ")";
    }
}
