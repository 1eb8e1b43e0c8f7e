package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run or sweep ended, or that it has not. */
public enum RunStatus {
    /** It still runs, or was killed. */
    RUNNING,
    FINISHED,
    INTERRUPTED,
    /** The loss was no longer finite. */
    DIVERGED,
    FAILED;

    /** For readers: a run without an end may still run, or was killed. */
    public String text() {
        return this == RUNNING ? "unfinished" : toString();
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
