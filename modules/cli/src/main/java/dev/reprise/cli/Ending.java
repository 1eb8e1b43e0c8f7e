package dev.reprise.cli;

import dev.reprise.training.run.Outcome;

/** How a run command ended, and the exit code that says so. */
enum Ending {
    DONE(0),
    FAILED(1),
    INTERRUPTED(130);

    private final int code;

    Ending(int code) {
        this.code = code;
    }

    static Ending of(Outcome outcome) {
        if (outcome.interrupted()) {
            return INTERRUPTED;
        }
        return outcome.failures().isEmpty() ? DONE : FAILED;
    }

    int code() {
        return code;
    }
}
