package dev.reprise.inference.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.files.Json;
import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.TestImages;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ServiceTest {
    private static final String DIGITS = "/api/models/digits/predict";
    private static final String CORNERS = "/api/models/corners/predict";
    private static final String COLORS = "/api/models/colors/predict";

    @TempDir
    private static Path folder;

    private static Path digits;
    private static Service service;

    @BeforeAll
    static void start() {
        digits = SmallNets.digits(folder.resolve("d"));
        service = Service.of(
                digits,
                SmallNets.corners(folder.resolve("c")),
                SmallNets.colors(folder.resolve("o")),
                SmallNets.corners(folder.resolve("c2")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyNetIsListedUnderItsOwnName() {
        JsonNode models = Service.json(service.get("/api/models")).get("models");

        assertThat(models.findValuesAsString("name")).containsExactly("digits", "corners", "colors", "corners-2");
        assertThat(models.get(1).get("input")).isEqualTo(Json.MAPPER.readTree("[1, 4, 4]"));
        assertThat(models.get(1)).isEqualTo(Service.json(service.get("/api/models/corners")));
    }

    @Test
    void anImageGetsTheAnswerOfTheCommandPredict() {
        byte[] seven = TestImages.encoded(TestImages.seven(120, 120, 20, 10, Color.BLACK, Color.WHITE), "png");
        Path file = TestImages.write(folder.resolve("seven.png"), seven);

        JsonNode printed = Json.MAPPER.readTree(
                Shell.run("predict", digits, file, "--json", "--device", "cpu").out());
        ((ObjectNode) printed.get("predictions").get(0)).remove("file");

        assertThat(Service.json(service.post(DIGITS, "image/png", seven))).isEqualTo(printed);
    }

    @Test
    void severalImagesOfOneRequestAreAnsweredInTheirOrder() {
        HttpResponse<String> answer = service.post(
                COLORS,
                "multipart/form-data; boundary=xyz",
                Multipart.of(
                        "xyz",
                        List.of(
                                TestImages.encoded(TestImages.filled(9, 5, Color.GREEN), "png"),
                                TestImages.encoded(TestImages.filled(5, 9, Color.RED), "jpg"),
                                TestImages.encoded(TestImages.filled(3, 3, Color.BLUE), "bmp"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Service.json(answer).findValuesAsString("class")).containsExactly("green", "red", "blue");
    }

    @Test
    void pixelsMayBeRowsOrFlatAndGrayOrColor() {
        assertThat(classOf(CORNERS, "{\"pixels\": [[0, 0, 0], [0, 0, 0], [255, 0, 0]]}"))
                .isEqualTo("bottom left");
        assertThat(classOf(CORNERS, "{\"width\":2,\"pixels\":[0,9,0,0],\"height\":2}"))
                .isEqualTo("top right");
        assertThat(classOf(COLORS, "{\"pixels\":[[[10,20,30],[0,0,0]]]}")).isEqualTo("blue");
        assertThat(classOf(COLORS, "{\"pixels\":[10,200,30],\"channels\":3,\"width\":1,\"height\":1}"))
                .isEqualTo("green");
    }

    @Test
    void severalPicturesOfOneJsonBodyAreAnsweredInTheirOrder() {
        String red = Base64.getEncoder().encodeToString(TestImages.encoded(TestImages.filled(2, 2, Color.RED), "png"));
        HttpResponse<String> answer = service.postJson(
                COLORS, "{\"instances\":[[[[0,0,1.0]]],{\"b64\":\"" + red + "\"},{\"pixels\":[[[0,9,0]]]}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Service.json(answer).findValuesAsString("class")).containsExactly("blue", "red", "green");
    }

    @Test
    void theInputOfTheNetIsShownOnRequest() {
        HttpResponse<String> gray = service.postJson(
                CORNERS, "{\"pixels\": [[0, 0], [0, 200]], \"fit\": \"stretch\", \"showInput\": true}");
        HttpResponse<String> color = service.post(
                COLORS + "?showInput=true", "image/png", TestImages.encoded(TestImages.filled(2, 2, Color.RED), "png"));

        assertThat(Service.json(gray).at("/predictions/0/input"))
                .isEqualTo(Json.MAPPER.readTree("[[0,0,0,0],[0,0,0,0],[0,0,200,200],[0,0,200,200]]"));
        assertThat(Service.json(color).at("/predictions/0/input")).isEqualTo(Json.MAPPER.readTree("[[[255,0,0]]]"));
    }

    @Test
    void theDrawingRuleCanBeSwitchedOff() {
        String pixels = "{\"showInput\":true,\"pixels\":[[255,255,255],[255,0,255],[255,255,255]],\"fit\":\"%s\"}";

        assertThat(lightest(pixels.formatted("auto"))).isEqualTo(lightest(pixels.formatted("drawing")));
        assertThat(lightest(pixels.formatted("stretch"))).isNotEqualTo(lightest(pixels.formatted("auto")));
    }

    @Test
    void errorsAreProblemsThatSayWhatToDo() {
        problem(service.get("/api/models/nine"), 404, "no such net: expected one of digits, corners");
        problem(service.get("/nothing"), 404, "not found, see /openapi.json");
        problem(
                service.postJson(DIGITS, "{\"pixels\": [[0, 256]]}"),
                400,
                "expected a whole number from 0 to 255, at byte");
        problem(service.postJson(DIGITS, "{\"pixels\": [[0, 0]]}"), 422, "no ink found");
        problem(service.postJson(CORNERS, "{\"pixels\": [[0, 0]], \"fit\": \"drawing\"}"), 422, "use 'stretch'");
        problem(service.postJson(DIGITS, "{\"pixels\": [0, 1]}"), 400, "\"width\" and \"height\"");
        problem(service.postJson(DIGITS, "{\"file\": \"/etc/passwd\"}"), 400, "only the fields pixels");
        problem(service.post(DIGITS, "image/png", new byte[] {1, 2, 3}), 422, "expected PNG, JPEG");
        problem(service.post(DIGITS, "image/png", new byte[0]), 400, "empty");
        problem(service.post(DIGITS + "?fot=auto", "image/png", new byte[9]), 400, "expected fit or showInput");
        problem(
                service.post(DIGITS, "multipart/form-data; boundary=a", "no parts".getBytes(US_ASCII)),
                400,
                "multipart/form-data");
    }

    @Test
    void aCompressedBodyIsDecompressedWithinTheLimits() throws IOException {
        byte[] json = "{\"pixels\": [[0, 255], [255, 0]], \"fit\": \"stretch\"}".getBytes(US_ASCII);
        String plain = service.post(CORNERS, "application/json", json).body();
        for (String coding : List.of("gzip", "deflate")) {
            HttpResponse<String> answer = encoded(coding, compressed(coding, json));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(plain);
        }
        byte[] brotli = Base64.getDecoder()
                .decode("jxOAeyJwaXhlbHMiOltbOSw3XSxbOCw4XV0sImZpdCI6InN0cmV0Y2gifQM="); // by the tool brotli
        assertThat(Service.json(encoded("br", brotli))
                        .at("/predictions/0/class")
                        .asString())
                .isEqualTo("top left");
        problem(encoded("br", json), 400, "not the br data that its Content-Encoding says");
        problem(encoded("zstd", json), 415, "expected gzip, deflate, br or none");
        problem(encoded("gzip", json), 400, "not the gzip data that its Content-Encoding says");
        problem(encoded("gzip", compressed("gzip", new byte[3_000_000])), 413, "once it is decompressed");
    }

    private static HttpResponse<String> encoded(String coding, byte[] body) {
        return service.send(HttpRequest.newBuilder(service.uri(CORNERS))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] compressed(String coding, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void aMethodThatIsNotAllowedGetsTheAllowedOnes() {
        HttpResponse<String> answer =
                service.send(HttpRequest.newBuilder(service.uri(DIGITS)).PUT(BodyPublishers.noBody()));

        problem(answer, 405, "method not allowed, use POST");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void everyAnswerForbidsForeignScripts() {
        for (String path : List.of("/", "/api/models", "/nothing", "/%")) {
            assertThat(service.get(path.equals("/%") ? "/%2e%2e/%2e%2e/etc/passwd" : path)
                            .headers()
                            .map())
                    .as(path)
                    .containsKeys("content-security-policy", "x-content-type-options", "referrer-policy");
        }
        assertThat(service.get("/").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("script-src 'self'", "default-src 'none'")
                        .doesNotContain("unsafe"));
    }

    @Test
    void thePageIsAtTheRoot() {
        HttpResponse<String> page = service.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("<!doctype html>").doesNotContain("<script>", "style=", "onclick=");
    }

    @Test
    void noFileOutsideThePageIsServed() {
        for (String path : List.of(
                "/../dev/reprise/inference/http/openapi.json",
                "/..%2fsimplelogger.properties",
                "/%2e%2e/simplelogger.properties",
                "/..;/simplelogger.properties",
                "//etc/passwd",
                "/page/../../simplelogger.properties")) {
            assertThat(service.get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void requestsErrorsQueueAndBatchesAreMeasured() {
        service.postJson(CORNERS, "{\"pixels\": [[0, 9], [0, 0]]}");
        service.get("/no/such/thing");

        assertThat(service.get("/metrics").body())
                .contains(
                        "http_server_requests_seconds_bucket{method=\"POST\",status=\"200\","
                                + "uri=\"/api/models/{name}/predict\",le=\"0.001\"}",
                        "http_server_errors_total{status=\"404\"}",
                        "reprise_queue_images{net=\"corners\"} 0.0",
                        "reprise_batch_images_bucket{net=\"corners\",le=\"1.0\"}")
                .doesNotContain("/no/such/thing");
    }

    @Test
    void withATokenTheNetsRequireIt() {
        try (Service guarded = Service.of(List.of(digits), Service.LIMITS, Access.with("se cret"))) {
            for (String path : List.of("/api/models", "/api/models/digits", "/metrics", "/api/models/nine")) {
                HttpResponse<String> refused = guarded.get(path);
                problem(refused, 401, "Authorization: Bearer TOKEN");
                assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            }
            problem(guarded.postJson(DIGITS, "{}"), 401, "token");
            assertThat(guarded.get("/api/health").statusCode()).isEqualTo(200);
            assertThat(guarded.get("/").statusCode()).isEqualTo(200);
            assertThat(authorized(guarded, "Bearer se cret")).isEqualTo(200);
            assertThat(authorized(guarded, "bearer se cret")).isEqualTo(200);
            assertThat(authorized(guarded, "Bearer se cre")).isEqualTo(401);
            assertThat(authorized(guarded, "Basic se cret")).isEqualTo(401);
        }
    }

    static void problem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Service.json(answer).get("status").asInt()).isEqualTo(status);
        assertThat(Service.json(answer).get("detail").asString()).contains(detail);
    }

    private static int authorized(Service guarded, String authorization) {
        return guarded.send(HttpRequest.newBuilder(guarded.uri("/api/models")).header("Authorization", authorization))
                .statusCode();
    }

    private static String classOf(String path, String json) {
        HttpResponse<String> answer = service.postJson(path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Service.json(answer).at("/predictions/0/class").asString();
    }

    private static JsonNode lightest(String json) {
        return Service.json(service.postJson(DIGITS, json)).at("/predictions/0/input");
    }
}
