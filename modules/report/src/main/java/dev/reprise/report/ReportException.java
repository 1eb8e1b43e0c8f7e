package dev.reprise.report;

/** A folder that is no run, or a table that cannot be read: one line says which and what was expected. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
