package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.inference.SmallNets;
import dev.reprise.inference.program.InferenceCommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class ServeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aTakenPortIsOneLineThatSaysWhatToDo() throws IOException {
        Path run = SmallNets.corners(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(failure("serve", run.toString(), "--port", port))
                    .isEqualTo("2 serve: cannot listen on port " + port
                            + " of 127.0.0.1 (Address already in use): --port 0 picks a free port,"
                            + " --host 0.0.0.0 listens on every address of this machine");
        }
    }

    @Test
    void usageErrorsAreOneLine() {
        Path run = SmallNets.corners(folder);

        assertThat(failure("serve", folder.resolve("none").toString())).startsWith("2 serve: no run '");
        assertThat(failure("serve", run.toString(), "--drain", "-1")).contains("--drain: expected 0 to 3600 seconds");
        assertThat(failure("serve", run.toString(), "--queue", "1")).contains("--queue: expected 64 to");
        assertThat(failure("serve", run.toString(), "--host", "no.such.host.invalid"))
                .startsWith("2 serve: no such host: no.such.host.invalid");
        assertThat(failure("serve", SmallNets.regression(folder.resolve("r")).toString()))
                .contains("predicts numbers");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.0.0.2, true",
        "localhost, true",
        "::1, true",
        "0.0.0.0, false",
        "'::', false",
        "192.0.2.1, false",
        "no.such.host.invalid, false"
    })
    void onlyAddressesThatOthersCanReachGetAWarning(String host, boolean own) {
        assertThat(ServeCommand.isThisMachine(host)).isEqualTo(own);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows ends a process without a signal")
    void aSignalEndsTheProgramAfterItsLastAnswer() throws IOException, InterruptedException {
        Process process = serve("--device", "cpu");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String model = out.readLine();
        String url = out.readLine().replace("serving on ", "");

        assertThat(model).isEqualTo("corners: " + url + "api/models/corners");
        assertThat(Wire.exchange(
                        URI.create(url), Wire.request("GET", "/api/ready", "Connection: close\r\n", new byte[0])))
                .contains("200 OK", "ready");
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143); // 128 + SIGTERM
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows ends a process without a signal")
    void whileItDrainsItIsNotReadyButAnswers() throws IOException, InterruptedException {
        Process process = serve("--drain", "3");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        out.readLine();
        URI url = URI.create(out.readLine().replace("serving on ", ""));
        process.destroy();
        String ready = "200";
        for (long end = System.nanoTime() + 2_000_000_000L; System.nanoTime() < end; ) {
            ready = Wire.exchange(url, Wire.request("GET", "/api/ready", "Connection: close\r\n", new byte[0]));
            assertThat(Wire.exchange(url, Wire.request("GET", "/api/models", "Connection: close\r\n", new byte[0])))
                    .contains("200 OK", "corners");
        }
        assertThat(ready).contains("503", "the service is stopping");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    /** The service on a free port, in a process of its own. */
    private Process serve(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reprise.inference.program.InferenceCommandLine",
                "serve",
                SmallNets.corners(folder).toString(),
                "--port",
                "0"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The exit code and the error. */
    private static String failure(String... arguments) {
        StringWriter err = new StringWriter();
        int code = InferenceCommandLine.commandLine()
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        return code + " " + err.toString().strip();
    }
}
