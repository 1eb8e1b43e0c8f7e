package dev.reprise.inference.http;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The setup of Jetty: limits on connections, headers, bodies and time, and a stop that finishes accepted requests. */
final class ServerRules {
    static final int MAX_HEADER = 8192; // bytes
    private static final int MAX_CONNECTIONS = 1000;
    private static final int CHUNK = 128; // bytes per chunk of a body in addition to its content, measured
    private static final Duration IDLE = Duration.ofSeconds(30); // of a connection between requests

    /** How long a stop may take beyond the deadline; idle connections close after a second. */
    private static final Duration STOPPING = Duration.ofSeconds(4);

    private ServerRules() {}

    /**
     * Sets up a server that has no connector yet.
     *
     * @param refused takes the status of each request that is refused here
     */
    static void apply(Server server, Limits limits, Access access, IntConsumer refused) {
        GracefulHandler graceful = new GracefulHandler();
        BodyBudget budget = new BodyBudget(limits.body(), access);
        // reads bodies before a route sees the request, without a thread that waits
        EagerContentHandler eager = new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(limits.body() + limits.body() / 8L, CHUNK, true));
        graceful.setHandler(budget);
        budget.setHandler(eager);
        eager.setHandler(new FailedAnswers());
        server.insertHandler(graceful);
        server.setErrorHandler(new ServerErrors(limits, refused));
        server.setStopTimeout(limits.deadline().plus(STOPPING).toMillis());
    }

    static ServerConnector connector(
            Server server, HttpConfiguration configuration, String host, int port, Limits limits) {
        configuration.setRequestHeaderSize(MAX_HEADER);
        configuration.addCustomizer((request, headers) -> {
            headers.add(SecurityHeaders.ALL);
            return request;
        });
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        connector.addBean(new ExchangeTimeout(connector.getScheduler(), limits.exchange()));
        return connector;
    }
}
