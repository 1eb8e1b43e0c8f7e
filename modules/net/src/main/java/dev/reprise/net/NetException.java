package dev.reprise.net;

/** Thrown for an invalid net, scaling or saved net: the message is one line that says what was expected and what was found. */
public final class NetException extends RuntimeException {
    public NetException(String message) {
        super(message);
    }

    public NetException(String message, Throwable cause) {
        super(message, cause);
    }
}
