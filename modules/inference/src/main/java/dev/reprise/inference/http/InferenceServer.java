package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.files.Json;
import dev.reprise.files.Printable;
import dev.reprise.inference.http.body.Problem;
import dev.reprise.net.NetException;
import dev.reprise.results.store.RunException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP service over nets: its routes. Closing answers the accepted requests, then stops. */
final class InferenceServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceServer.class);
    private static final String JSON = "application/json";
    private static final int THREADS = 64;

    private final ServedNets nets;
    private final Limits limits;
    private final Access access;
    private final Origins origins;
    private final Metrics metrics;
    private final QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    private final PredictRoute predict;
    private final Javalin javalin;
    private final String host;
    private volatile boolean draining;

    private InferenceServer(
            String host, int port, ServedNets nets, Limits limits, Access access, Origins origins, Metrics metrics) {
        this.host = host;
        this.origins = origins;
        this.nets = nets;
        this.limits = limits;
        this.access = access;
        this.metrics = metrics;
        this.predict = new PredictRoute(nets, limits, threads, metrics);
        this.javalin = Javalin.create(config -> configure(config, port));
    }

    /** Starts listening; port 0 picks a free port. The caller closes the nets and the metrics. */
    static InferenceServer start(
            String host, int port, ServedNets nets, Limits limits, Access access, Origins origins, Metrics metrics) {
        InferenceServer server = new InferenceServer(host, port, nets, limits, access, origins, metrics);
        try {
            server.javalin.start();
            return server;
        } catch (JavalinException e) {
            server.close();
            if (root(e) instanceof UnresolvedAddressException || root(e) instanceof UnknownHostException) {
                throw new DataException("no such host: " + host, e);
            }
            throw new DataException(
                    "cannot listen on port " + port + " of " + host + " (" + root(e).getMessage()
                            + "): --port 0 picks a free port, --host 0.0.0.0 listens on every address of this machine",
                    e);
        }
    }

    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port() + "/";
    }

    /** From now on the service is not ready, so that new requests go elsewhere; it still answers those that come. */
    void drain() {
        draining = true;
    }

    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.error("stopped before all connections had ended", e);
        }
        predict.close();
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = limits.body();
        config.http.prefer405over404 = true;
        config.jetty.threadPool = threads;
        boolean anyHost = !ServeCommand.isThisMachine(host);
        config.jetty.modifyServer(
                server -> ServerRules.apply(server, limits, access, origins, anyHost, metrics::failed));
        config.jetty.addConnector((server, http) -> ServerRules.connector(server, http, host, port, limits));
        routes(config);
        config.requestLogger.http(
                (context, milliseconds) -> answered(context, Duration.ofNanos((long) (1e6 * milliseconds))));
    }

    /** Counts by route, not by path, of which there is no end. */
    private void answered(Context context, Duration time) {
        Optional<String> route = Optional.ofNullable(context.endpoints().lastHttpEndpoint())
                .map(endpoint -> endpoint.path)
                .filter(path -> !path.isEmpty());
        String method = route.isPresent() ? context.method().name() : "any";
        metrics.answered(method, route.orElse("none"), context.statusCode(), time);
    }

    private void routes(JavalinConfig config) {
        byte[] openApi = openApi();
        get(config, "/api/health", context -> json(context, Map.of("status", "ok")));
        get(config, "/api/ready", this::ready);
        get(config, "/openapi.json", context -> context.contentType(JSON).result(openApi));
        get(
                config,
                "/metrics",
                access.guard(context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.text())));
        get(
                config,
                "/api/models",
                access.guard(context -> json(
                        context,
                        Map.of(
                                "models",
                                nets.all().stream().map(ServedNet::card).toList()))));
        get(
                config,
                "/api/models/{name}",
                access.guard(context ->
                        json(context, nets.named(context.pathParam("name")).card())));
        config.routes.post("/api/models/{name}/predict", access.guard(predict));
        config.routes.post("/api/models/{name}/reload", access.guard(this::reload));
        config.routes.exception(Problem.class, (e, context) -> problem(context, e.status(), e.getMessage()));
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            if (e.getStatus() == 405) {
                context.header("Allow", String.join(", ", e.getDetails().values()));
            }
            problem(context, e.getStatus(), detail(e));
        });
        config.routes.exception(
                IOException.class,
                (e, context) -> // of the client's connection: no route reads a file
                problem(context, 400, "the body ended before it was complete"));
        config.routes.exception(Exception.class, (e, context) -> {
            if (e instanceof HttpException bad && bad.getCode() < 500) {
                problem(context, bad.getCode(), "the body is not well-formed HTTP/1.1");
                return;
            }
            if (e instanceof IllegalArgumentException
                    && e.getStackTrace()[0].getClassName().endsWith(".URLDecoder")) {
                problem(context, 400, "malformed address: expected two hexadecimal digits after %");
                return;
            }
            LOG.error("a request failed", e);
            problem(context, 500, "internal error, see the log");
        });
    }

    private void reload(Context context) {
        if (access.isOpen()) {
            throw new Problem(
                    403,
                    "only a service with a token reloads on request: set " + Access.VARIABLE
                            + ", start it with --watch, or send it SIGHUP");
        }
        ServedNet net = nets.named(context.pathParam("name"));
        try {
            boolean reloaded = net.reload();
            json(context, Map.of("reloaded", reloaded, "model", net.card()));
        } catch (NetException | RunException | DataException e) {
            throw new Problem(409, "the net stays as it was: " + Printable.of(e.getMessage()), e);
        }
    }

    private void ready(Context context) {
        if (draining) {
            throw Problem.busy("the service is stopping: send requests to another server");
        }
        json(context, Map.of("status", "ready"));
    }

    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
    }

    private static void json(Context context, Object value) {
        context.contentType(JSON).header("Cache-Control", "no-store").result(Json.MAPPER.writeValueAsBytes(value));
    }

    private static void problem(Context context, int status, String detail) {
        if (status == 503) {
            context.header("Retry-After", ProblemAnswer.RETRY_AFTER);
        }
        context.status(status)
                .contentType(ProblemAnswer.MEDIA_TYPE)
                .result(ProblemAnswer.of(status, detail).json());
    }

    private String detail(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> "not found, see /openapi.json";
            case 405 ->
                "method not allowed, use " + String.join(", ", e.getDetails().values());
            case 413 -> limits.tooLarge();
            default -> "the request cannot be answered";
        };
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    private static byte[] openApi() {
        try (InputStream in = InferenceServer.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
