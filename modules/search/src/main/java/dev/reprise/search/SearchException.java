package dev.reprise.search;

/** A search that cannot be made as asked; the message says what would work. */
public final class SearchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SearchException(String message) {
        super(message);
    }
}
