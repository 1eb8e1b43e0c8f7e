package dev.reprise.training.control;

import dev.reprise.results.EpochRow;
import java.util.List;

/** Is told how a run is going, by the thread that trains. */
public interface Progress {

    /** Reports nothing. */
    static Progress silent() {
        return new Progress() {};
    }

    /** Something the user should know before it matters. */
    default void warning(String line) {}

    /** The run has started: what it is, in lines. */
    default void started(List<String> lines) {}

    /** So many steps of the epoch are done. */
    default void step(int epoch, long done, long total) {}

    /** The mean loss of the last steps; now and then. */
    default void loss(double mean) {}

    /** An epoch is over and measured. */
    default void epoch(EpochRow row, int epochs) {}
}
