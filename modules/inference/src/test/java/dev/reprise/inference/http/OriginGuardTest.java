package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.DataException;
import dev.reprise.inference.SmallNets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginGuardTest {
    private static final String PREDICT = "/api/models/corners/predict";
    private static final String FRIEND = "https://friend.example";

    @TempDir
    private static Path folder;

    private static Service closed;
    private static Service open;

    @BeforeAll
    static void start() {
        Path net = SmallNets.corners(folder);
        closed = Service.of(net);
        open = Service.of(net, Access.with("secret"), Origins.of(List.of(FRIEND), List.of("proxy.example")));
    }

    @AfterAll
    static void stop() {
        closed.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example\r\nSec-Fetch-Site: cross-site\r\n",
                "Origin: http://evil.example\r\n",
                "Origin: null\r\n",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
                "Origin: http://localhost:3000\r\nSec-Fetch-Site: same-site\r\n",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"
            })
    void aPageOfAnotherOriginCannotPost(String headers) throws IOException {
        assertThat(post(closed, "localhost", headers))
                .startsWith("HTTP/1.1 403")
                .contains("--allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n",
                "Origin: https://LOCALHOST\r\n",
                "Origin: http://elsewhere.example\r\nSec-Fetch-Site: same-origin\r\n", // a proxy changed Host
                "Sec-Fetch-Site: none\r\n"
            })
    void programsAndTheServicesOwnPageCan(String headers) throws IOException {
        assertThat(post(closed, "localhost", headers)).startsWith("HTTP/1.1 200");
    }

    @Test
    void aLinkElsewhereLeadsToThePage() throws IOException {
        String link =
                "GET / HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n\r\n";
        assertThat(exchange(closed, link)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example"})
    void aServiceOfThisMachineAnswersToNoOtherName(String host) throws IOException {
        assertThat(exchange(closed, "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("--allow-host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:99", "127.0.0.1", "127.0.0.1:8080", "[::1]:80", "a.localhost"})
    void itAnswersToNamesOfThisMachine(String host) throws IOException {
        assertThat(exchange(closed, "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void allowedNamesAndOriginsAreServed() throws IOException {
        String answer = post(
                open,
                "proxy.example",
                "Authorization: Bearer secret\r\nOrigin: " + FRIEND + "\r\nSec-Fetch-Site: cross-site\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("access-control-allow-origin: " + FRIEND)
                .containsIgnoringCase("vary: origin");
        assertThat(post(open, "proxy.example", "Authorization: Bearer secret\r\nOrigin: http://friend.example\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aBrowserMayReadTheProblemsToo() throws IOException {
        assertThat(post(open, "localhost", "Origin: " + FRIEND + "\r\n"))
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("access-control-allow-origin: " + FRIEND);
    }

    @Test
    void aPreflightNeedsNoToken() throws IOException {
        assertThat(exchange(
                        open,
                        "OPTIONS " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + FRIEND
                                + "\r\nAccess-Control-Request-Method: POST\r\n"
                                + "Access-Control-Request-Headers: authorization,content-type\r\n\r\n"))
                .startsWith("HTTP/1.1 20")
                .containsIgnoringCase("access-control-allow-origin: " + FRIEND)
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("access-control-max-age: 600");
    }

    @Test
    void noHeaderChangesTheMethod() throws IOException {
        assertThat(exchange(
                        closed,
                        "GET " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: POST\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "https://example.org/",
                "https://example.org/page",
                "ftp://a",
                "http://",
                "https://a, b"
            })
    void whatIsNoOriginIsRefused(String origin) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Origins.of(List.of(origin), List.of()))
                .withMessageContaining("--allow-origin: expected");
    }

    private static String post(Service service, String host, String headers) throws IOException {
        String body = "{\"pixels\":[[9,0],[0,0]]}";
        return exchange(
                service,
                "POST " + PREDICT + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String exchange(Service service, String request) throws IOException {
        return Wire.exchange(service.uri("/"), request.getBytes(StandardCharsets.ISO_8859_1));
    }
}
