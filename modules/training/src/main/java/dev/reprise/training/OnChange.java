package dev.reprise.training;

/** What to do where something changed since a run began, so that it cannot end where it would have ended. */
public enum OnChange {
    REFUSE,
    /** Go on, and mark the run: no verdict is claimed for it. */
    FORCE
}
