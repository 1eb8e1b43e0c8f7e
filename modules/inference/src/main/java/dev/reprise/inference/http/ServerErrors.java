package dev.reprise.inference.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that never reach a route: those that are not HTTP, too large, or too many. */
final class ServerErrors extends ErrorHandler {
    static final String BUSY = "the service accepts no more requests at the moment: retry later";

    private final Limits limits;
    private final IntConsumer counted;

    ServerErrors(Limits limits, IntConsumer counted) {
        this.limits = limits;
        this.counted = counted;
    }

    /** Jetty has a body for GET, POST and HEAD only. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback)
            throws IOException {
        int status = code == 501 || code == 505 ? 400 : code; // what Jetty does not support is the client's error
        if ("CONNECT".equals(request.getMethod())) {
            status = 405; // its target is no path, which Jetty takes for malformed
        }
        counted.accept(status);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswer.MEDIA_TYPE);
        SecurityHeaders.ALL.forEach(response.getHeaders()::put);
        if (status == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, ProblemAnswer.RETRY_AFTER);
        }
        byte[] json = ProblemAnswer.of(status, status == 403 ? message : detail(status))
                .json();
        response.write(true, ByteBuffer.wrap(json), callback);
    }

    /** In place of Jetty's own messages, which may repeat the request and name its classes. */
    private String detail(int status) {
        return switch (status) {
            case 400 -> "the request is not well-formed HTTP/1.1, or its body ended before it was complete";
            case 401 -> Access.TOKEN_REQUIRED;
            case 405 -> "method not allowed, see /openapi.json";
            case 408 -> "the request arrived too slowly: retry";
            case 413 -> limits.tooLarge();
            case 414 -> "the address is too long: send images in the body";
            case 431 -> "the header is larger than " + limits.header() + " bytes: send a smaller one";
            case 503 -> BUSY;
            default -> "the request cannot be answered";
        };
    }
}
