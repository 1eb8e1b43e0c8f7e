package dev.reprise.data;

/**
 * Data that cannot be read or used.
 *
 * <p>The message is one line: the file, and the byte where there is one, what was expected and what came.
 */
public final class DataException extends RuntimeException {
    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
