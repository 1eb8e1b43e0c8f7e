package dev.reprise.training.control;

/** What to do where something changed since a run started, so that it cannot end as it would have ended. */
public enum OnChange {
    REFUSE,
    /** Resume, and mark the run: it gets no verdict. */
    FORCE
}
