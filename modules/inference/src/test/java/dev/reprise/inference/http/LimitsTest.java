package dev.reprise.inference.http;

import static dev.reprise.inference.http.ServiceTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.reprise.data.DataException;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.TestImages;
import dev.reprise.inference.command.RejectOption;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LimitsTest {
    private static final String PREDICT = "/api/models/corners/predict";
    private static final String PIXELS = "{\"pixels\":[[0,9],[0,0]]}";

    @TempDir
    private Path folder;

    @Test
    void aBodyTooLargeIsRefusedWithAndWithoutContentLength() {
        try (Service service = service(Service.LIMITS)) {
            byte[] large = new byte[Service.LIMITS.body() + 1];
            problem(service.post(PREDICT, "image/png", large), 413, "larger than 2000000 bytes");
            problem(
                    service.post(
                            PREDICT, "image/png", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                    413,
                    "larger than 2000000 bytes");
        }
    }

    @Test
    void aPictureWithTooManyPixelsIsRefusedBeforeItIsDecoded() {
        try (Service service = service(Service.LIMITS)) {
            problem(
                    service.post(PREDICT, "image/png", TestImages.pngThatClaims(50_000, 50_000)),
                    422,
                    "50000×50000 pixels, more than the 2 megapixels allowed");
            problem(
                    service.post(
                            PREDICT,
                            "multipart/form-data; boundary=b",
                            Multipart.of("b", List.of(TestImages.pngThatClaims(30_000, 30_000)))),
                    422,
                    "part 1: has 30000×30000 pixels");
            problem(
                    service.post(PREDICT, "image/tiff", TestImages.tiffThatClaimsATile(40_000, 40_000)),
                    422,
                    "tiles of 40000×40000 pixels");
        }
    }

    @Test
    void moreImagesThanABatchHoldsAreRefused() {
        byte[] image = TestImages.encoded(TestImages.filled(2, 2, Color.RED), "png");
        try (Service service = service(Service.LIMITS)) {
            HttpResponse<String> most = service.post(
                    PREDICT, "multipart/form-data; boundary=b", Multipart.of("b", Collections.nCopies(16, image)));
            assertThat(most.statusCode()).as(most.body()).isEqualTo(200);
            problem(
                    service.post(
                            PREDICT,
                            "multipart/form-data; boundary=b",
                            Multipart.of("b", Collections.nCopies(17, image))),
                    400,
                    "more than 16 parts");
        }
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() {
        try (Service service = service(Service.LIMITS)) {
            problem(
                    service.send(
                            HttpRequest.newBuilder(service.uri("/api/health")).header("X", "x".repeat(9000))),
                    431,
                    "header is larger than 8192 bytes");
        }
    }

    @Test
    void aFullQueueRefusesWithRetryAfterWhileHealthIsAnswered() throws InterruptedException {
        // two images wait nearly till the deadline for a third, which never comes
        Limits limits = limits(3, 4_900, 3, 5, 20);
        try (Service service = service(limits)) {
            List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> service.postJson(PREDICT, PIXELS)))
                    .toList();
            untilQueued(service, 2);
            byte[] image = TestImages.encoded(TestImages.filled(2, 2, Color.RED), "png");
            HttpResponse<String> refused =
                    service.post(PREDICT, "multipart/form-data; boundary=b", Multipart.of("b", List.of(image, image)));

            problem(refused, 503, "queue of 3 images is full");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(service.get("/api/health").statusCode()).isEqualTo(200);
            assertThat(waiting)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void aBodyInTinyChunksIsReadLikeAnyOther() throws IOException {
        String body = " ".repeat(100_000) + PIXELS;
        StringBuilder request = new StringBuilder("POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                + " application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        body.chars()
                .forEach(character ->
                        request.append("1\r\n").append((char) character).append("\r\n"));
        request.append("0\r\n\r\n");
        try (Service service = service(Service.LIMITS)) {
            String answer = Wire.exchange(service.uri("/"), request.toString().getBytes(StandardCharsets.US_ASCII));
            assertThat(Wire.status(answer)).as(answer).contains(200);
        }
    }

    @Test
    void requestsWithoutATokenTakeNoneOfTheBodyBudget() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (Service service = Service.of(List.of(SmallNets.corners(folder)), Service.LIMITS, Access.with("secret"))) {
            for (int i = 0; i < 16; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), service.uri("/").getPort());
                idle.add(socket);
                socket.getOutputStream()
                        .write("POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 401");
            }
            assertThat(service.send(HttpRequest.newBuilder(service.uri(PREDICT))
                                    .header("Authorization", "Bearer secret")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(PIXELS)))
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void healthAndThePageNeedNoToken() {
        try (Service service = Service.of(List.of(SmallNets.corners(folder)), Service.LIMITS, Access.with("secret"))) {
            for (String path : List.of("/api/health", "/api/ready", "/openapi.json", "/", "/page.js")) {
                assertThat(service.get(path).statusCode()).as(path).isEqualTo(200);
            }
            for (String path : List.of("/api/models", "/api/models/corners", "/metrics")) {
                assertThat(service.get(path).statusCode()).as(path).isEqualTo(401);
            }
        }
    }

    @Test
    void aRequestSentByteByByteIsClosed() throws IOException {
        Limits limits = limits(1, 0, 1, 1, 2);
        try (Service service = service(limits)) {
            for (String beginning : List.of(
                    "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: ",
                    "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")) {
                long start = System.nanoTime();
                drip(service, beginning);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
            }
            assertThat(service.get("/api/health").statusCode()).isEqualTo(200);
            long start = System.nanoTime();
            service.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - start)) // nothing is left of these requests to wait for
                    .isLessThan(limits.deadline().plusSeconds(3));
        }
    }

    @Test
    void clientsThatDisconnectLeaveNothingBehind() throws IOException, InterruptedException {
        Limits limits = limits(2, 500, 64, 2, 20); // the body's budget is 8 of the largest
        try (Service service = service(limits)) {
            for (int i = 0; i < 20; i++) {
                try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), service.uri("/").getPort())) {
                    socket.setSoLinger(true, 0); // a reset, not an end
                    socket.getOutputStream()
                            .write(("POST " + PREDICT
                                            + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
                                    .getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(20);
                }
            }
            HttpResponse<String> answer = service.post(
                    PREDICT,
                    "application/json",
                    BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(PIXELS.getBytes(StandardCharsets.UTF_8))));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void stoppingAnswersAcceptedRequests() throws InterruptedException {
        try (Service service = service(limits(2, 1500, 2, 10, 20))) {
            CompletableFuture<HttpResponse<String>> waiting =
                    CompletableFuture.supplyAsync(() -> service.postJson(PREDICT, PIXELS));
            untilQueued(service, 1);
            URI health = service.uri("/api/health");
            service.stop();

            assertThat(waiting.join().statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> service.send(HttpRequest.newBuilder(health)))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void concurrentRequestsGetTheirOwnAnswers() {
        List<String> corners = List.of("[9,0],[0,0]", "[0,9],[0,0]", "[0,0],[9,0]", "[0,0],[0,9]");
        try (Service service = service(limits(8, 5, 256, 30, 40))) {
            List<CompletableFuture<String>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> (Supplier<String>) () -> Service.json(
                                    service.postJson(PREDICT, "{\"pixels\":[" + corners.get(i % 4) + "]}"))
                            .at("/predictions/0/class")
                            .asString())
                    .map(CompletableFuture::supplyAsync)
                    .toList();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).join()).isEqualTo(SmallNets.CORNERS.get(i % 4));
            }
        }
    }

    @Test
    void impossibleLimitsAreRefusedInOneLine() {
        assertThatThrownBy(() -> limits(64, 0, 16, 1, 2))
                .isInstanceOf(DataException.class)
                .hasMessage("--queue: expected 64 to 1000000, got 16");
        assertThatThrownBy(() -> limits(64, 0, 64, 0, 2)).hasMessage("--deadline: expected 1 to 3600, got 0");
    }

    @Test
    void aHostThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> InferenceServer.start(
                        "no-such-host.invalid",
                        0,
                        ServedNets.load(List.of(), Device.cpu(), Service.LIMITS, new Metrics(), new RejectOption()),
                        Service.LIMITS,
                        Access.anyone(),
                        Origins.OWN,
                        new Metrics()))
                .isInstanceOf(DataException.class)
                .hasMessage("no such host: no-such-host.invalid");
    }

    private Service service(Limits limits) {
        return Service.of(List.of(SmallNets.corners(folder)), limits, Access.anyone());
    }

    private static Limits limits(int batch, int waitMillis, int queue, int deadlineSeconds, int exchangeSeconds) {
        return new Limits(
                batch,
                Duration.ofMillis(waitMillis),
                queue,
                Duration.ofSeconds(deadlineSeconds),
                Duration.ofSeconds(exchangeSeconds),
                8 * Limits.KILOBYTE,
                Limits.MEGABYTE,
                Limits.MEGABYTE);
    }

    private static void untilQueued(Service service, int images) throws InterruptedException {
        while (!service.get("/metrics").body().contains("reprise_queue_images{net=\"corners\"} " + images + ".0")) {
            Thread.sleep(20);
        }
    }

    /** Sends the start of a request, then a byte every tenth of a second, until the server closes the connection. */
    private static void drip(Service service, String start) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri("/").getPort())) {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(100);
            InputStream in = socket.getInputStream();
            while (!closed(in)) {
                socket.getOutputStream().write('x');
            }
        } catch (SocketException e) {
            // closed while we wrote
        }
    }

    private static boolean closed(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
