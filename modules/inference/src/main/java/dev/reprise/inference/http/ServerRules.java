package dev.reprise.inference.http;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** The setup of Jetty: limits on connections, headers, bodies and time, and a stop that finishes accepted requests. */
final class ServerRules {
    private static final String PAGE = "page/"; // on the class path
    private static final int MAX_CONNECTIONS = 1000;
    private static final int SEND_BUFFER = 1 << 15; // bytes; else Linux keeps megabytes for a client that never reads
    private static final Duration IDLE = Duration.ofSeconds(30); // of a connection between requests

    /** How long a stop may take beyond the deadline; idle connections close after a second. */
    private static final Duration STOPPING = Duration.ofSeconds(4);

    private ServerRules() {}

    /**
     * Sets up a server that has no connector yet.
     *
     * @param anyHost whether other machines can reach it
     * @param refused takes the status of each request that is refused here
     */
    static void apply(
            Server server, Limits limits, Access access, Origins origins, boolean anyHost, IntConsumer refused) {
        GracefulHandler graceful = new GracefulHandler();
        BodyReader bodies = new BodyReader(limits, access);
        OriginGuard guard = new OriginGuard(origins, anyHost);
        CrossOriginHandler cors = origins.cors();
        graceful.setHandler(guard);
        guard.setHandler(cors);
        ResourceHandler page = page();
        cors.setHandler(page);
        page.setHandler(bodies);
        bodies.setHandler(new WholeAnswers());
        server.insertHandler(graceful);
        server.setErrorHandler(new ServerErrors(limits, refused));
        server.setStopTimeout(limits.deadline().plus(STOPPING).toMillis());
    }

    /** The files of the page, sent without a thread that waits. */
    private static ResourceHandler page() {
        ResourceHandler page = new ResourceHandler() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean isPath = request.getHttpURI().getCanonicalPath() != null
                        && request.getHttpURI().getCanonicalPath().startsWith("/"); // OPTIONS * has none
                return isPath
                        ? super.handle(request, response, callback)
                        : getHandler().handle(request, response, callback);
            }
        };
        page.setBaseResource(ResourceFactory.of(page).newClassLoaderResource(PAGE));
        page.setDirAllowed(false);
        page.setCacheControl("no-store"); // builds are reproducible: a new version has the same times
        return page;
    }

    static ServerConnector connector(
            Server server, HttpConfiguration configuration, String host, int port, Limits limits) {
        configuration.setRequestHeaderSize(limits.header());
        configuration.addCustomizer((request, headers) -> {
            headers.add(SecurityHeaders.ALL);
            return OriginGuard.withoutMethodOverride(request);
        });
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        connector.addBean(new ExchangeTimeout(connector.getScheduler(), limits.exchange()));
        return connector;
    }
}
