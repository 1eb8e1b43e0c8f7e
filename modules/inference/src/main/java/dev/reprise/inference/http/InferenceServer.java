package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.net.Json;
import dev.reprise.net.NetException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP service over nets. */
final class InferenceServer implements AutoCloseable {
    private static final String PAGE = "/page"; // on the class path

    private final ServedNets nets;
    private final Limits limits;
    private final String host;
    private final Javalin javalin;

    private InferenceServer(String host, ServedNets nets, Limits limits) {
        this.host = host;
        this.nets = nets;
        this.limits = limits;
        this.javalin = Javalin.create(this::configure);
    }

    /** Starts to listen; port 0 picks a free one. */
    static InferenceServer start(String host, int port, ServedNets nets, Limits limits) {
        InferenceServer server = new InferenceServer(host, nets, limits);
        server.javalin.start(host, port);
        return server;
    }

    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port() + "/";
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = limits.body();
        config.http.prefer405over404 = true;
        config.staticFiles.add(PAGE, Location.CLASSPATH);
        config.routes.get("/api/health", context -> json(context, 200, Map.of("status", "ok")));
        config.routes.get(
                "/api/models",
                context -> json(
                        context,
                        200,
                        Map.of(
                                "models",
                                nets.all().stream().map(ServedNet::card).toList())));
        config.routes.get(
                "/api/models/{name}",
                context ->
                        json(context, 200, nets.named(context.pathParam("name")).card()));
        config.routes.post("/api/models/{name}/predict", this::predict);
        config.routes.exception(
                Problem.class,
                (e, context) -> json(context, e.status(), Map.of("status", e.status(), "detail", e.getMessage())));
    }

    private void predict(Context context) {
        ServedNet net = nets.named(context.pathParam("name"));
        Question question = question(context);
        try {
            List<NetInput> inputs = question.pictures().stream()
                    .map(picture -> net.classifier().prepare(picture, question.fit()))
                    .toList();
            List<Prediction> predictions = net.classifier().classifyInputs(inputs);
            json(context, 200, Answer.of(predictions, Optional.of(inputs).filter(i -> question.showInput())));
        } catch (DataException | NetException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    private Question question(Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        byte[] body = context.bodyAsBytes();
        if (type.startsWith("application/json")) {
            return PixelsBody.read(body, limits.pixels());
        }
        Question.Options options = Question.Options.of(context.queryParamMap());
        return new Question(
                type.startsWith("multipart/form-data")
                        ? ImageBody.several(type, body, limits.images(), limits.pixels())
                        : List.of(ImageBody.one("the body", body, limits.pixels())),
                options.fit(),
                options.showInput());
    }

    private static void json(Context context, int status, Object value) {
        context.status(status).contentType("application/json").result(Json.MAPPER.writeValueAsBytes(value));
    }
}
