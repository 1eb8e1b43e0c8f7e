package dev.reprise.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyVariablesTest {
    private static final URI FILE = URI.create("https://mlrepo.djl.ai/dataset/x");

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://gate.example:3128, gate.example:3128",
        "https_proxy, gate.example:3128, gate.example:3128",
        "ALL_PROXY, http://127.0.0.1:8080/, 127.0.0.1:8080",
        "all_proxy, http://gate.example, gate.example:80"
    })
    void theProxyOfAVariableIsUsed(String name, String value, String expected) throws IOException {
        assertThat(address(FILE, Map.of(name, value))).isEqualTo(expected);
    }

    @Test
    void eachSchemeHasItsVariable() throws IOException {
        Map<String, String> both = Map.of("HTTP_PROXY", "http://a:1", "HTTPS_PROXY", "http://b:2");

        assertThat(address(URI.create("http://example.org/"), both)).isEqualTo("a:1");
        assertThat(address(FILE, both)).isEqualTo("b:2");
        assertThat(address(URI.create("file:///tmp/x"), both)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "'*', none",
        "mlrepo.djl.ai, none",
        "'localhost, .djl.ai', none",
        "*.djl.ai:443, none",
        "djl.ai, none",
        "jl.ai, gate:1",
        "example.org, gate:1"
    })
    void exceptedHostsAreReachedDirectly(String list, String expected) throws IOException {
        assertThat(address(FILE, Map.of("HTTPS_PROXY", "gate:1", "NO_PROXY", list)))
                .isEqualTo(expected);
        assertThat(address(FILE, Map.of("HTTPS_PROXY", "gate:1", "no_proxy", list)))
                .isEqualTo(expected);
    }

    @Test
    void javasOwnPropertyComesFirst() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("https.proxyHost", "other");

        assertThat(ProxyVariables.proxy(FILE, Map.of("HTTPS_PROXY", "gate:1"), properties))
                .isEmpty();
    }

    @Test
    void whatIsNoProxyIsOneLineWithoutThePassword() {
        assertThatThrownBy(() -> address(FILE, Map.of("HTTPS_PROXY", "http://me:secret@gate:1")))
                .hasMessage(
                        "HTTPS_PROXY is http://…@gate:1, expected http://HOST:PORT without a user; or start Java with"
                                + " -Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT");
        assertThatThrownBy(() -> address(FILE, Map.of("HTTPS_PROXY", "socks5://gate:1")))
                .hasMessageStartingWith("HTTPS_PROXY is socks5://gate:1, expected http://HOST:PORT");
        assertThatThrownBy(() -> address(FILE, Map.of("HTTPS_PROXY", "a b")))
                .hasMessageStartingWith("HTTPS_PROXY is a b, expected http://HOST:PORT");
    }

    @Test
    void aConnectionGoesThroughTheProxy() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> firstLine(proxy));
            Map<String, String> variables = Map.of("HTTP_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
            URI file = URI.create("http://far.invalid/file");

            assertThat(file.toURL()
                            .openConnection(ProxyVariables.proxy(file, variables, new Properties())
                                    .orElseThrow())
                            .getInputStream())
                    .hasContent("ok");
            assertThat(asked.get()).isEqualTo("GET http://far.invalid/file HTTP/1.1");
        }
    }

    private static String firstLine(ServerSocket proxy) {
        try (Socket socket = proxy.accept()) {
            byte[] request = new byte[1000];
            int length = socket.getInputStream().read(request);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            return new String(request, 0, length, StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(URI file, Map<String, String> variables) throws IOException {
        return ProxyVariables.proxy(file, variables, new Properties())
                .map(proxy -> proxy.address().toString().replace("/<unresolved>", ""))
                .orElse("none");
    }
}
