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

    /** The first training step is done. */
    default void firstStep() {}

    /** So many of the epoch's steps are done; now and then, not at each. */
    default void steps(int epoch, long done, long total, double loss) {}

    /** An epoch is over and measured. */
    default void epoch(EpochRow row, int epochs) {}
}
