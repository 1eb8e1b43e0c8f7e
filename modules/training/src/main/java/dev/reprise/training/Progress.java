package dev.reprise.training;

import java.util.List;

/** Hears how a run goes, from the thread that trains. */
public interface Progress {

    /** Hears everything and says nothing. */
    static Progress unheard() {
        return new Progress() {};
    }

    /** Something the user should know before it matters. */
    default void warning(String line) {}

    /** The run begins: what it is, in one line each. */
    default void started(List<String> lines) {}

    /** A step of the epoch is done. */
    default void step(int epoch, long done, long total) {}

    /** The mean loss of the last steps; now and then. */
    default void loss(double mean) {}

    /** An epoch is over and measured. */
    default void epoch(EpochRow row, int epochs) {}
}
