package dev.reprise.inference.http.body;

/** A request that cannot be answered: its status, and one sentence that says what to do. */
final class Problem extends RuntimeException {
    private final int status;

    Problem(int status, String detail) {
        this(status, detail, null);
    }

    Problem(int status, String detail, Throwable cause) {
        super(detail, cause, false, false); // thrown by the thousand under attack: no stack trace
        this.status = status;
    }

    /** 503: there is too much to do now. */
    static Problem busy(String detail) {
        return new Problem(503, detail);
    }

    /** 503: the deadline has passed. */
    static Problem late() {
        return busy("no answer within the deadline: send the request again later, or smaller");
    }

    int status() {
        return status;
    }
}
