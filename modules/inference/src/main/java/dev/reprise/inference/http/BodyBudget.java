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
 * Bounds the memory that the bodies of all requests at work take together: a body that is too large is refused before it
 * is read, and one that finds no room, for now. Who may not use the nets gets none of it.
 */
final class BodyBudget extends Handler.Wrapper {
    private static final int LARGEST_BODIES_AT_ONCE = 8;

    private final int largest;
    private final Access access;
    private final Semaphore bytes;

    BodyBudget(int largest, Access access) {
        this.largest = largest;
        this.access = access;
        this.bytes = new Semaphore((int) Math.min(Integer.MAX_VALUE, (long) LARGEST_BODIES_AT_ONCE * largest));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        long length = chunked ? largest : Math.max(0, request.getLength()); // who does not say is given the most
        if (length > largest) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        if (length > 0
                && !access.allows(Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, Access.SCHEME);
            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            return true;
        }
        int room = (int) length;
        if (!bytes.tryAcquire(room)) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        Request.addCompletionListener(request, ended -> bytes.release(room));
        return super.handle(request, response, callback);
    }
}
