package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.data.DataException;
import dev.reprise.files.Json;
import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.TestImages;
import dev.reprise.inference.client.RemoteNet;
import java.awt.Color;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemotePredictTest {
    @TempDir
    private static Path folder;

    private static Path net;
    private static Path seven;
    private static Service service;

    @BeforeAll
    static void start() {
        net = SmallNets.digits(folder.resolve("net"));
        seven = TestImages.write(
                folder.resolve("seven.png"),
                TestImages.encoded(TestImages.seven(120, 120, 20, 10, Color.BLACK, Color.WHITE), "png"));
        service = Service.of(net);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--csv", "--top=3", "--fit=stretch"})
    void aServiceIsAskedAsANetIs(String option) {
        Shell here = Shell.run("predict", net, seven, option, "--device", "cpu");
        Shell there = Shell.run("predict", "digits", seven, option, "--url", service.uri("/"));

        assertThat(there.exitCode()).as(there.err()).isZero();
        assertThat(there.out()).isEqualTo(here.out());
    }

    @Test
    void whatTheServiceRefusesIsNamedAndTheOthersAreClassified() {
        Path text = TestImages.write(folder.resolve("text.png"), new byte[] {'n', 'o'});
        Shell shell = Shell.run("predict", "digits", seven, text, "--json", "--url", service.uri("/"));

        assertThat(shell.exitCode()).isOne();
        assertThat(shell.err()).contains("text.png: not an image: the body (expected PNG");
        assertThat(Json.MAPPER.readTree(shell.out()).get("predictions")).hasSize(1);
    }

    @Test
    void aNetThatThereIsNotIsNamed() {
        Shell shell = Shell.run("predict", "nine", seven, "--url", service.uri("/"));

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("no such net: expected one of digits");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() throws Exception {
        String free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = "http://127.0.0.1:" + socket.getLocalPort();
        }
        Shell shell = Shell.run("predict", "digits", seven, "--url", free);

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("no answer from " + free + "/").contains("is the service running?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://localhost", "http://", "http://a b", "file:///etc"})
    void whatIsNoAddressIsNamed(String url) {
        Shell shell = Shell.run("predict", "digits", seven, "--url", url);

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("--url: expected an address such as http://127.0.0.1:8080, got " + url);
    }

    @Test
    void optionsThatNeedTheNetHereAreRefused() {
        assertThat(Shell.run("predict", "digits", seven, "--digits", "--url", service.uri("/"))
                        .err())
                .contains("--url cannot be combined");
    }

    @Test
    void theTokenIsSent() {
        try (Service closed = Service.of(List.of(net), Service.LIMITS, Access.with("secret"))) {
            String url = closed.uri("/").toString();
            assertThat(RemoteNet.of(url, "digits", Optional.of("secret")).classes())
                    .hasSize(10);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> RemoteNet.of(url, "digits", Optional.empty()))
                    .withMessageContaining("requires a token");
        }
    }
}
