package dev.reprise.inference.http;

import ai.djl.Device;
import dev.reprise.files.Json;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.command.RejectOption;
import dev.reprise.net.SavedNet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A real server on a free port with nets of known weights, and a client of it. */
final class Service implements AutoCloseable {
    static final Limits LIMITS = new Limits(
            16,
            Duration.ZERO,
            64,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            8 * Limits.KILOBYTE,
            2_000_000,
            2 * Limits.MEGABYTE);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Metrics metrics = new Metrics();
    private final ServedNets nets;
    private final InferenceServer server;

    private Service(List<Supplier<SavedNet>> sources, Limits limits, Access access, Origins origins) {
        this.nets = ServedNets.load(sources, Device.cpu(), limits, metrics, new RejectOption());
        this.server = InferenceServer.start("127.0.0.1", 0, nets, limits, access, origins, metrics);
    }

    static Service of(List<Path> runs, Limits limits, Access access) {
        return new Service(sources(runs), limits, access, Origins.OWN);
    }

    static Service of(Path run, Access access, Origins origins) {
        return new Service(sources(List.of(run)), LIMITS, access, origins);
    }

    static Service of(Path... runs) {
        return of(List.of(runs), LIMITS, Access.anyone());
    }

    /** A service of a net that the source may replace. */
    static Service of(Supplier<SavedNet> source, Access access) {
        return new Service(List.of(source), LIMITS, access, Origins.OWN);
    }

    private static List<Supplier<SavedNet>> sources(List<Path> runs) {
        return runs.stream()
                .<Supplier<SavedNet>>map(run -> () -> Classifier.imageClassifier(run))
                .toList();
    }

    /** Looks for newer nets. */
    void reload(Consumer<String> said, Consumer<String> warned) {
        try (Reload reload = new Reload(nets, said, warned)) {
            reload.all();
        }
    }

    URI uri(String path) {
        return URI.create(server.url() + path.substring(1));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> post(String path, String contentType, byte[] body) {
        return post(path, contentType, BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> post(String path, String contentType, BodyPublisher body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(body));
    }

    HttpResponse<String> postJson(String path, String json) {
        return post(path, "application/json", BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest built = request.timeout(Duration.ofSeconds(30)).build();
        try {
            try {
                return client.send(built, BodyHandlers.ofString());
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
                    throw e;
                }
                // the server closed the kept connection at this moment, as it may (RFC 9112, 9.5): once more on a new
                // one
                return client.send(built, BodyHandlers.ofString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    /** Stops the server after it has answered the accepted requests. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        server.close();
        nets.close();
        metrics.close();
    }
}
