package dev.reprise.inference.http.body;

/** A request that cannot be answered: an HTTP status, and one sentence that says what to do. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public Problem(int status, String detail) {
        this(status, detail, null);
    }

    public Problem(int status, String detail, Throwable cause) {
        super(detail, cause, false, false); // no stack trace: an attack causes thousands
        this.status = status;
    }

    /** 503: too much to do at the moment. */
    public static Problem busy(String detail) {
        return new Problem(503, detail);
    }

    /** 503: the deadline has passed. */
    public static Problem late() {
        return busy("no answer within the deadline: retry later, or with a smaller request");
    }

    public int status() {
        return status;
    }
}
