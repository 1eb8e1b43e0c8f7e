package dev.reprise.training;

import java.nio.file.Path;

/** The loss is no longer a finite number: the message says where and what to try. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }

    private DivergedException(String message, DivergedException cause) {
        super(message, cause);
    }

    /** The same, saying how to go on from the run's last checkpoint, if it has one. */
    DivergedException withCheckpoint(Path run) {
        return Checkpoint.read(run)
                .map(checkpoint -> new DivergedException(
                        getMessage() + "; the checkpoint of epoch " + checkpoint.epoch()
                                + " is kept: to go on from it with a lower rate, --resume " + run
                                + " --force --learning-rate",
                        this))
                .orElse(this);
    }
}
