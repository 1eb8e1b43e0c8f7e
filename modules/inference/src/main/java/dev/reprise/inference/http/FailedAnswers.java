package dev.reprise.inference.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Ends requests whose answer could not be sent, for example because the client is gone.
 *
 * <p>The request that {@code EagerContentHandler} of Jetty 12.1.12 passes on is its own callback, which forwards a failure
 * in {@code fail} although {@code failed} is called: without this the request would never end and keep what it holds.
 */
final class FailedAnswers extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(
                request, response, callback == request ? Callback.from(callback::succeeded, request::fail) : callback);
    }
}
