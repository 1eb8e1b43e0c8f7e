package dev.reprise.inference.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Collects an answer in memory and sends it at once, without a thread that waits: servlets write in parts, and each part that a
 * client does not read would hold a thread of the server.
 */
final class WholeAnswers extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new Whole(request, response), callback);
    }

    private static final class Whole extends Response.Wrapper {
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

        Whole(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer part, Callback callback) {
            if (last && parts.size() == 0) {
                super.write(true, part, callback);
                return;
            }
            parts.writeBytes(BufferUtil.toArray(part));
            BufferUtil.clear(part);
            if (last) {
                super.write(true, ByteBuffer.wrap(parts.toByteArray()), callback);
            } else {
                callback.succeeded();
            }
        }

        @Override
        public void reset() {
            parts.reset();
            super.reset();
        }
    }
}
