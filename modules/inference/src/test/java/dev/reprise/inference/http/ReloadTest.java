package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.inference.Classifier;
import dev.reprise.inference.SmallNets;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReloadTest {
    private static final String NET = "/api/models/corners";
    private static final String TOKEN = "secret";

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();
    private AtomicReference<Path> newest;
    private Service service;

    @BeforeEach
    void start() {
        newest = new AtomicReference<>(SmallNets.corners(folder.resolve("1")));
        service = Service.of(() -> Classifier.imageClassifier(newest.get()), Access.with(TOKEN));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aNewerNetAnswersAndNoRequestIsLost() {
        newest.set(SmallNets.darkCorners(folder.resolve("2")));
        AtomicBoolean reloaded = new AtomicBoolean();
        List<CompletableFuture<List<String>>> clients = IntStream.range(0, 8)
                .mapToObj(client -> CompletableFuture.supplyAsync(() -> {
                    List<String> classes = new ArrayList<>();
                    while (!reloaded.get()) {
                        classes.add(classOfABrightTopLeft());
                    }
                    classes.add(classOfABrightTopLeft());
                    return classes;
                }))
                .toList();
        service.reload(said::add, warned::add);
        reloaded.set(true);

        assertThat(clients).allSatisfy(client -> assertThat(client.join()).endsWith("top right"));
        assertThat(said).containsExactly("corners: now answered by another net");
        assertThat(warned).isEmpty();
    }

    @Test
    void theModelsSayWhichNetAnswers() {
        JsonNode before = model();
        newest.set(SmallNets.darkCorners(folder.resolve("2")));
        JsonNode answer = Service.json(post(NET + "/reload", ""));

        assertThat(answer.get("reloaded").asBoolean()).isTrue();
        assertThat(answer.get("model")).isEqualTo(model()).isNotEqualTo(before);
        assertThat(model().get("sha256").asString()).hasSize(64);
        assertThat(Service.json(post(NET + "/reload", "")).get("reloaded").asBoolean())
                .as("the same net again")
                .isFalse();
    }

    @Test
    void aNetThatCannotBeOpenedLeavesTheOneBefore() throws IOException {
        Path damaged = SmallNets.darkCorners(folder.resolve("2"));
        Files.writeString(damaged.resolve("model/golden.json"), "{}");
        newest.set(damaged);
        service.reload(said::add, warned::add);
        assertThat(post(NET + "/reload", "").statusCode()).isEqualTo(409);
        newest.set(SmallNets.colors(folder.resolve("3")));
        service.reload(said::add, warned::add);
        newest.set(folder.resolve("none"));
        service.reload(said::add, warned::add);

        assertThat(warned).hasSize(3).allMatch(line -> line.startsWith("corners stays as it was: "));
        assertThat(warned.get(1)).contains("has input [3, 1, 1] and 3 classes", "restart the service");
        assertThat(said).isEmpty();
        assertThat(classOfABrightTopLeft()).isEqualTo("top left");
    }

    @Test
    void onlyWhoHasTheTokenReloads() {
        assertThat(service.post(NET + "/reload", "text/plain", new byte[0]).statusCode())
                .isEqualTo(401);
        try (Service open = Service.of(newest.get())) {
            HttpResponse<String> answer = open.post(NET + "/reload", "text/plain", new byte[0]);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("--watch");
        }
    }

    private String classOfABrightTopLeft() {
        return Service.json(post(NET + "/predict", "{\"pixels\":[[9,7],[8,8]]}"))
                .at("/predictions/0/class")
                .asString();
    }

    private JsonNode model() {
        return Service.json(service.send(request(NET).GET()));
    }

    private HttpResponse<String> post(String path, String json) {
        return service.send(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.uri(path)).header("Authorization", "Bearer " + TOKEN);
    }
}
