package dev.reprise.training.experiment;

/** A user's mistake, in one line: what was expected, what was given, what would work. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
