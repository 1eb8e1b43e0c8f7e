package dev.reprise.inference.http;

import dev.reprise.inference.http.body.Problem;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the whole body of a request before a route sees it, without a thread that waits. A body that is too large is refused, and
 * so is one for which there is no {@link BodyRoom} when its bytes arrive. Requests without access to the nets get none of it.
 */
final class BodyReader extends Handler.Wrapper {
    private static final String BODY = BodyReader.class.getName() + ".body";
    private static final String SHARE = BodyReader.class.getName() + ".share";

    private final int maxBody;
    private final Access access;
    private final BodyRoom room;

    BodyReader(Limits limits, Access access) {
        this.maxBody = limits.body();
        this.access = access;
        this.room = new BodyRoom(limits);
    }

    /** The body of a request; empty if it has none. */
    static byte[] body(Attributes request) {
        return request.getAttribute(BODY) instanceof byte[] body ? body : new byte[0];
    }

    /** Takes room for what is made of a body. Throws {@link Problem} if there is none. */
    static void take(Attributes request, int bytes) {
        if (request.getAttribute(SHARE) instanceof BodyRoom.Share share && !share.take(bytes)) {
            throw Problem.busy(ServerErrors.BUSY);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!chunked && request.getLength() <= 0) {
            return super.handle(request, response, callback);
        }
        if (request.getLength() > maxBody) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        if (!access.allows(Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, Access.SCHEME);
            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            return true;
        }
        BodyRoom.Share share = room.share();
        request.setAttribute(SHARE, share);
        Request.addCompletionListener(request, ended -> share.release());
        new Reading(request, response, callback, share).run();
        return true;
    }

    /** Reads what has arrived, and runs again when more has. What is read after a refusal is dropped, so that the client gets to read why. */
    private final class Reading implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final BodyRoom.Share share;
        private byte[] body = new byte[0];
        private int size;
        private boolean refused;

        Reading(Request request, Response response, Callback callback, BodyRoom.Share share) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.share = share;
        }

        @Override
        public void run() {
            try {
                Content.Chunk chunk = request.read();
                while (chunk != null && isNotTheEnd(chunk)) {
                    chunk = request.read();
                }
                if (chunk == null) {
                    request.demand(this);
                }
            } catch (OutOfMemoryError e) {
                answer(HttpStatus.SERVICE_UNAVAILABLE_503);
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }

        private boolean isNotTheEnd(Content.Chunk chunk) throws Exception {
            if (Content.Chunk.isFailure(chunk)) {
                answer(chunk.getFailure() instanceof HttpException http ? http.getCode() : HttpStatus.BAD_REQUEST_400);
                return false;
            }
            try {
                if (size + chunk.remaining() > maxBody) {
                    answer(HttpStatus.PAYLOAD_TOO_LARGE_413);
                    return false;
                }
                add(chunk);
            } finally {
                chunk.release();
            }
            if (!chunk.isLast()) {
                return true;
            }
            if (refused) {
                answer(HttpStatus.SERVICE_UNAVAILABLE_503);
                return false;
            }
            request.setAttribute(BODY, size == body.length ? body : Arrays.copyOf(body, size));
            body = new byte[0];
            if (!BodyReader.super.handle(request, response, callback)) {
                answer(HttpStatus.NOT_FOUND_404);
            }
            return false;
        }

        private void add(Content.Chunk chunk) {
            int more = chunk.remaining();
            if (!refused && !share.take(more)) {
                refused = true;
                share.release();
                body = new byte[0];
            }
            if (refused) {
                size += more;
                return;
            }
            if (size + more > body.length) {
                long stated = request.getLength() < 0 ? maxBody : request.getLength();
                body = Arrays.copyOf(body, (int) Math.min(stated, 2L * (size + more)));
            }
            chunk.getByteBuffer().get(body, size, more);
            size += more;
        }

        private void answer(int status) {
            Response.writeError(request, response, callback, status);
        }
    }
}
