package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.reprise.files.Json;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.TestImages;
import java.awt.Color;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares the answers of a real server with its {@code openapi.json}. */
class OpenApiTest {
    private static final String PREDICT = "/api/models/{name}/predict";

    @TempDir
    private static Path folder;

    private static Service service;
    private static JsonNode api;

    @BeforeAll
    static void start() {
        service = Service.of(SmallNets.digits(folder.resolve("d")), SmallNets.colors(folder.resolve("c")));
        api = Service.json(service.get("/openapi.json"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static final String RED =
            Base64.getEncoder().encodeToString(TestImages.encoded(TestImages.filled(4, 4, Color.RED), "png"));

    @Test
    void everyReferenceInOpenApiResolves() {
        List<String> references = api.findValuesAsString("$ref");

        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(references)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isObject())
                                .as(reference)
                                .isTrue());
    }

    @Test
    void everyDocumentedPathExists() {
        for (String path : api.get("paths").propertyNames()) {
            assertThat(service.get(path.replace("{name}", "digits")).statusCode())
                    .as(path)
                    .isEqualTo(api.get("paths").get(path).has("get") ? 200 : 405);
        }
    }

    @Test
    void answersMatchTheirSchemas() {
        described(service.get("/api/health"), "/api/health", "get");
        described(service.get("/api/ready"), "/api/ready", "get");
        described(service.get("/api/models"), "/api/models", "get");
        described(service.get("/api/models/colors"), "/api/models/{name}", "get");
        described(service.get("/api/models/none"), "/api/models/{name}", "get");
        described(
                service.post("/api/models/digits/reload", "text/plain", new byte[0]),
                "/api/models/{name}/reload",
                "post");
    }

    @Test
    void predictionsMatchTheirSchemas() {
        byte[] red = TestImages.encoded(TestImages.filled(4, 4, Color.RED), "png");
        described(service.post("/api/models/colors/predict?showInput=true", "image/png", red), PREDICT, "post");
        described(
                service.post("/api/models/digits/predict?showInput=true&fit=stretch", "image/png", red),
                PREDICT,
                "post");
        described(service.post("/api/models/digits/predict", "image/png", red), PREDICT, "post"); // blank: no ink
        described(service.post("/api/models/digits/predict", "image/png", new byte[3]), PREDICT, "post");
        described(service.postJson("/api/models/digits/predict", "{"), PREDICT, "post");
        described(service.postJson("/api/models/none/predict", "{"), PREDICT, "post");
        described(service.post("/api/models/digits/predict", "image/png", new byte[3_000_000]), PREDICT, "post");
    }

    @Test
    void documentedRequestsAreAnswered() {
        for (String json : List.of(
                "{\"pixels\":[[0,255],[255,0]],\"fit\":\"stretch\",\"showInput\":false}",
                "{\"pixels\":[0,255,255],\"width\":1,\"height\":1,\"channels\":3,\"fit\":\"stretch\"}",
                "{\"pixels\":[[[0,255,255]]],\"fit\":\"stretch\"}",
                "{\"pixels\":[[0,0.5,1]],\"fit\":\"stretch\"}",
                "{\"image\":\"" + RED + "\",\"fit\":\"stretch\"}",
                "{\"instances\":[[[0,1]],{\"pixels\":[[0,1]]},{\"b64\":\"" + RED + "\"}],\"fit\":\"stretch\"}")) {
            assertThat(schema(
                                    api.at(
                                            "/paths/~1api~1models~1{name}~1predict/post/requestBody/content/application~1json/schema"))
                            .validate(Json.MAPPER.readTree(json)))
                    .as(json)
                    .isEmpty();
            assertThat(service.postJson("/api/models/digits/predict", json).statusCode())
                    .as(json)
                    .isEqualTo(200);
        }
    }

    private static void described(HttpResponse<String> answer, String path, String method) {
        JsonNode response = resolved(
                api.get("paths").get(path).get(method).get("responses").path(Integer.toString(answer.statusCode())));
        String type = answer.headers().firstValue("Content-Type").orElseThrow();

        assertThat(response.isMissingNode()).as("status " + answer.statusCode()).isFalse();
        assertThat(schema(response.get("content").get(type).get("schema")).validate(Service.json(answer)))
                .as(answer.body())
                .isEmpty();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** A schema of the document, with the schemas it refers to. */
    private static Schema schema(JsonNode schema) {
        ObjectNode whole =
                ((ObjectNode) schema.deepCopy()).put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.set("components", api.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }
}
