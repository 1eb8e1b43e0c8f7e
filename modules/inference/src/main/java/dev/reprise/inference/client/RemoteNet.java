package dev.reprise.inference.client;

import dev.reprise.data.DataException;
import dev.reprise.files.Json;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.Prediction.ClassProbability;
import dev.reprise.inference.digits.Doubt;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A net of a running service. Any number of threads may share one. */
public final class RemoteNet {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5; // while the service is busy

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER) // the token is for this server only
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI service;
    private final URI net;
    private final Optional<String> token;
    private final List<String> classes;

    private RemoteNet(URI service, String name, Optional<String> token) {
        this.service = service;
        this.net = service.resolve(
                "api/models/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        this.token = token;
        JsonNode model = ask(request("").GET(), "the service");
        this.classes =
                model.path("classes").values().stream().map(JsonNode::asString).toList();
        if (classes.isEmpty()) {
            throw new DataException(service + " is no service of Reprise: " + net + " has no classes");
        }
    }

    /**
     * Finds a net.
     *
     * @param url of the service, such as {@code http://127.0.0.1:8080/}
     * @param token that the service requires
     * @throws DataException in one line: that the address is malformed, nothing answers there, or there is no such net
     */
    public static RemoteNet of(String url, String name, Optional<String> token) {
        URI service;
        try {
            service = URI.create(url.endsWith("/") ? url : url + "/");
        } catch (IllegalArgumentException e) {
            throw noAddress(url, e);
        }
        if (service.getHost() == null || !List.of("http", "https").contains(service.getScheme())) {
            throw noAddress(url, null);
        }
        return new RemoteNet(service, name, token);
    }

    private static DataException noAddress(String url, Throwable cause) {
        return new DataException("--url: expected an address such as http://127.0.0.1:8080, got " + url, cause);
    }

    /** The names of the classes, in the net's order. */
    public List<String> classes() {
        return classes;
    }

    /** Classifies an image file. Throws {@link DataException} with the service's reason if it does not. */
    public Prediction classify(Path file, InputFit fit) throws IOException {
        JsonNode answer = ask(
                request("/predict?fit=" + fit.name().toLowerCase(Locale.ROOT))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofFile(file)),
                file.toString());
        JsonNode prediction = answer.at("/predictions/0");
        JsonNode probabilities = prediction.path("probabilities");
        return new Prediction(
                classes.stream()
                        .map(name -> new ClassProbability(
                                name, probabilities.path(name).floatValue(0)))
                        .toList(),
                optional(prediction, "doubt").map(doubt -> Json.MAPPER.treeToValue(doubt, Doubt.class)),
                optional(prediction, "familiarity").map(JsonNode::floatValue),
                optional(prediction, "unsure").map(JsonNode::asBoolean));
    }

    private static Optional<JsonNode> optional(JsonNode object, String field) {
        return Optional.ofNullable(object.get(field));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(net + path)).timeout(TIMEOUT);
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }

    /** Sends a request, again after a while if the service is busy. */
    private JsonNode ask(HttpRequest.Builder request, String subject) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            for (int attempt = 1; response.statusCode() == 503 && attempt < ATTEMPTS; attempt++) {
                long seconds =
                        response.headers().firstValueAsLong("Retry-After").orElse(1);
                Thread.sleep(Duration.ofSeconds(Math.min(seconds, 10)).toMillis());
                response = client.send(request.build(), BodyHandlers.ofString());
            }
            JsonNode body = Json.MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                String detail = body.path("detail").asString("");
                throw new DataException(
                        subject + ": " + (detail.isEmpty() ? "status " + response.statusCode() : detail));
            }
            return body;
        } catch (JacksonException e) {
            throw new DataException(service + " is no service of Reprise: it does not answer in JSON", e);
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse("no connection");
            throw new DataException("no answer from " + service + ": " + reason + " (is the service running?)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while " + service + " was asked", e);
        }
    }
}
