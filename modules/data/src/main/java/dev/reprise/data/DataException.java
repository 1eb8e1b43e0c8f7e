package dev.reprise.data;

/**
 * Thrown when data cannot be read or used.
 *
 * <p>The message is one line: the file, the byte if there is one, what was expected and what was found.
 */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
