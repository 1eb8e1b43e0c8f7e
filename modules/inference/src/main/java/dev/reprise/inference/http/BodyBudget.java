package dev.reprise.inference.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Bounds the memory for the bodies of all requests in progress: a body that is too large is refused before it is read,
 * and so is one for which there is no room at the moment. Requests without access to the nets get none of it.
 */
final class BodyBudget extends Handler.Wrapper {
    private static final int MAX_SIZE_BODIES = 8;

    private final int maxBody;
    private final Access access;
    private final Semaphore bytes;

    BodyBudget(int maxBody, Access access) {
        this.maxBody = maxBody;
        this.access = access;
        this.bytes = new Semaphore((int) Math.min(Integer.MAX_VALUE, (long) MAX_SIZE_BODIES * maxBody));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        long length =
                chunked ? maxBody : Math.max(0, request.getLength()); // a body of unknown length may be the largest
        if (length > maxBody) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        if (length > 0
                && !access.allows(Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, Access.SCHEME);
            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            return true;
        }
        // what a compressed body becomes is not known before: it may be the largest
        boolean compressed = request.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
        int room = (int) length + (compressed && length > 0 ? maxBody : 0);
        if (!bytes.tryAcquire(room)) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        Request.addCompletionListener(request, ended -> bytes.release(room));
        return super.handle(request, response, callback);
    }
}
