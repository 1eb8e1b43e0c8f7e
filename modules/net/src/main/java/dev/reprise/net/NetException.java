package dev.reprise.net;

/** A net, a scaling or a saved net that cannot be: the message is one line that says what was expected and what came. */
public final class NetException extends RuntimeException {
    public NetException(String message) {
        super(message);
    }

    public NetException(String message, Throwable cause) {
        super(message, cause);
    }
}
