package dev.reprise.training.experiment;

/** Something that the user asked for and cannot have: one line says what was expected, what came, what would have worked. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
