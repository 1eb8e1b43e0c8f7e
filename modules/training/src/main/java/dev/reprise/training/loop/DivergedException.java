package dev.reprise.training.loop;

/** The loss is no longer a finite number: the message says where and what to try. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }

    private DivergedException(String message, DivergedException cause) {
        super(message, cause);
    }

    /** The same with what else could be done. */
    public DivergedException with(String advice) {
        return new DivergedException(getMessage() + "; " + advice, this);
    }
}
