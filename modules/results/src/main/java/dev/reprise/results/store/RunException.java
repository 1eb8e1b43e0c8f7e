package dev.reprise.results.store;

/** A run's folder that is not there, not as it was written, or in use: the message says what would have worked. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunException(String message) {
        super(message);
    }

    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
