package dev.reprise.inference.http;

import dev.reprise.inference.SavedRun;
import dev.reprise.terminal.Interruption;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves nets over HTTP until it is interrupted. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Nets as an HTTP service, and a page to draw on; Ctrl-C or SIGTERM ends it.",
        footer = {
            "",
            "POST /api/models/NAME/predict takes an image file, multipart/form-data with",
            "several, or JSON with pixels; /openapi.json describes it all. If the environment",
            "has REPRISE_TOKEN, requests to the nets need it: Authorization: Bearer TOKEN.",
            "",
            "Examples:",
            "  serve conv-net mlp",
            "  serve runs/conv-net/20260101-120000-seed1 --port 0",
            "  curl --data-binary @seven.png http://127.0.0.1:8080/api/models/conv-net/predict"
        })
public final class ServeCommand implements Runnable {
    private static final int PATIENCE_SECONDS = 10; // beyond the deadline, for what was taken before a stop
    private static final int TRANSFER_SECONDS = 30; // beyond the deadline, for a request and its answer on their way

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN",
            description = "Run folders, their model/, or experiments' names (the newest finished run).")
    private List<String> runs;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where the runs of experiments lie (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Where to listen; 0 picks a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}, this machine alone).")
    private String host;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "cpu, gpu, gpu1, …, or auto (default): the first GPU, else the CPU.")
    private String device;

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "The most images of a batch, and of a request (default: ${DEFAULT-VALUE}).")
    private int largestBatch;

    @Option(
            names = "--max-wait",
            paramLabel = "MS",
            defaultValue = "0",
            description = {
                "How long an image waits for others to join its batch, in milliseconds",
                "(default: ${DEFAULT-VALUE}: a batch is what came in during the one before)."
            })
    private int longestWait;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "256",
            description = "The most images that wait for a net; more are refused (default: ${DEFAULT-VALUE}).")
    private int queue;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "A request that has no answer by then gets status 503 (default: ${DEFAULT-VALUE}).")
    private int deadline;

    @Option(
            names = "--max-body",
            paramLabel = "MB",
            defaultValue = "10",
            description = "The largest body of a request (default: ${DEFAULT-VALUE}).")
    private int body;

    @Option(
            names = "--max-megapixels",
            paramLabel = "N",
            defaultValue = "16",
            description = "The largest picture; a larger one is not decoded (default: ${DEFAULT-VALUE}).")
    private int megapixels;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Limits limits = new Limits(
                largestBatch,
                Duration.ofMillis(longestWait),
                queue,
                Duration.ofSeconds(deadline),
                Duration.ofSeconds(deadline + TRANSFER_SECONDS),
                Limits.body(body),
                (long) megapixels * Limits.MEGABYTE);
        Access access = Optional.ofNullable(System.getenv(Access.VARIABLE))
                .map(Access::with)
                .orElseGet(Access::anyone);
        List<SavedRun> found =
                runs.stream().map(run -> SavedRun.find(run, folder)).toList();
        try (Interruption stop = Interruption.listen(
                        Duration.ofSeconds(deadline + PATIENCE_SECONDS), "ending without the last answers");
                Metrics metrics = new Metrics();
                ServedNets nets = ServedNets.open(found, device, limits, metrics);
                InferenceServer server = InferenceServer.start(host, port, nets, limits, access, metrics)) {
            announce(nets, server.url(), access);
            stop.await();
        }
    }

    private void announce(ServedNets nets, String url, Access access) {
        CommandLine line = spec.commandLine();
        if (access.isOpen() && !isThisMachine(host)) {
            line.getErr()
                    .println(line.getColorScheme()
                            .errorText("warning: anyone who reaches " + host + " may use these nets; " + Access.VARIABLE
                                    + " sets a token"));
        }
        nets.all().forEach(net -> line.getOut().println(net.name() + ": " + url + "api/models/" + net.name()));
        line.getOut().println("serving on " + url);
        line.getOut().flush();
    }

    /** Whether who is elsewhere cannot reach this address. */
    static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
