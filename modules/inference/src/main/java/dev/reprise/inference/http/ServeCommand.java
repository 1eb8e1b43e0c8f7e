package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.inference.BundledNet;
import dev.reprise.inference.command.DeviceOption;
import dev.reprise.inference.command.RejectOption;
import dev.reprise.inference.command.RunsOption;
import dev.reprise.net.SavedNet;
import dev.reprise.terminal.Interruption;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves nets over HTTP until it is interrupted. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves nets over HTTP, with a page to draw on, until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "POST /api/models/NAME/predict takes an image file, multipart/form-data with",
            "several, or JSON with pixels; see /openapi.json. If the environment variable",
            "REPRISE_TOKEN is set, requests must send it: Authorization: Bearer TOKEN.",
            "",
            "Examples:",
            "  serve",
            "  serve conv-net mlp",
            "  serve runs/conv-net/20260101-120000-seed1 --port 0",
            "  curl --data-binary @seven.png localhost:8080/api/models/conv-net/predict"
        })
public final class ServeCommand implements Runnable {
    private static final int STOP_SECONDS = 10; // beyond the deadline, for the requests accepted before a stop
    private static final int MAX_DRAIN = 3600; // seconds
    private static final int TRANSFER_SECONDS = 30; // beyond the deadline, for sending a request and its answer

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Run folders, their model/, or experiments' names (the newest finished run); default: digits,"
                    + " the net that comes with Reprise.")
    private List<String> names = List.of();

    @Mixin
    private RunsOption runs;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
    private String host;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Maximum images per batch, and per request (default: ${DEFAULT-VALUE}).")
    private int maxBatch;

    @Option(
            names = "--max-wait",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How long an image waits for others to join its batch, in milliseconds (default:"
                    + " ${DEFAULT-VALUE}, a batch is what arrived during the one before).")
    private int maxWait;

    @Option(
            names = "--queue",
            paramLabel = "N",
            defaultValue = "256",
            description = "Maximum images waiting for a net; more are refused (default: ${DEFAULT-VALUE}).")
    private int queue;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "A request without an answer by then gets status 503 (default: ${DEFAULT-VALUE}).")
    private int deadline;

    @Option(
            names = "--max-body",
            paramLabel = "MB",
            defaultValue = "10",
            description = "Maximum size of a request's body (default: ${DEFAULT-VALUE}).")
    private int body;

    @Option(
            names = "--max-header",
            paramLabel = "KB",
            defaultValue = "8",
            description = "Maximum size of a request's header, cookies included (default: ${DEFAULT-VALUE}).")
    private int header;

    @Option(
            names = "--max-megapixels",
            paramLabel = "N",
            defaultValue = "16",
            description = "Maximum size of a picture; a larger one is not decoded (default: ${DEFAULT-VALUE}).")
    private int megapixels;

    @Option(
            names = "--watch",
            description = "Look every five seconds for a newer finished run of each experiment, and serve its net"
                    + " without a pause. SIGHUP looks once.")
    private boolean watch;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description =
                    "After SIGTERM or Ctrl-C, answer requests for so long while /api/ready says 503, so that a load"
                            + " balancer sends new ones elsewhere (default: ${DEFAULT-VALUE}).")
    private int drain;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Let pages of this origin use the service, such as https://example.org; * for all, may be"
                    + " repeated (default: only its own page).")
    private List<String> allowedOrigins = List.of();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "A name besides localhost by which requests may address a service that listens on this"
                    + " machine only, such as a proxy's; may be repeated.")
    private List<String> allowedHosts = List.of();

    @Mixin
    private RejectOption reject;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Limits limits = new Limits(
                maxBatch,
                Duration.ofMillis(maxWait),
                queue,
                Duration.ofSeconds(deadline),
                Duration.ofSeconds(deadline + TRANSFER_SECONDS),
                header * Limits.KILOBYTE,
                Limits.body(body),
                (long) megapixels * Limits.MEGABYTE);
        if (drain < 0 || drain > MAX_DRAIN) {
            throw new DataException("--drain: expected 0 to " + MAX_DRAIN + " seconds, got " + drain);
        }
        Origins origins = Origins.of(allowedOrigins, allowedHosts);
        Access access = Optional.ofNullable(System.getenv(Access.VARIABLE))
                .map(Access::with)
                .orElseGet(Access::anyone);
        if (names.isEmpty()) {
            names = List.of(BundledNet.NAME);
        }
        List<Supplier<SavedNet>> sources = names.stream()
                .<Supplier<SavedNet>>map(name -> () -> runs.imageClassifier(name))
                .toList();
        try (Interruption stop = Interruption.listen(
                        Duration.ofSeconds(drain + deadline + STOP_SECONDS), "exiting without the last answers");
                Metrics metrics = new Metrics();
                ServedNets nets = ServedNets.load(sources, device.device(), limits, metrics, reject);
                Reload reload = new Reload(nets, this::say, this::warn);
                InferenceServer server = InferenceServer.start(host, port, nets, limits, access, origins, metrics)) {
            warnOfSmallHeap(limits);
            if (names.stream().map(runs::find).anyMatch(BundledNet::is)) {
                say(BundledNet.NOTE);
            }
            announce(nets, server.url(), access);
            reload.onHangup();
            if (watch) {
                reload.watch();
            }
            stop.await();
            server.drain();
            Thread.sleep(Duration.ofSeconds(drain).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void warnOfSmallHeap(Limits limits) {
        long heap = Runtime.getRuntime().maxMemory();
        int room = BodyRoom.size(limits, heap);
        if (room < BodyRoom.wanted(limits)) {
            warn(
                    "the heap of %d MB leaves room for %d MB of request bodies at once instead of %d MB: java -Xmx sets its size"
                            .formatted(heap >> 20, room / Limits.MEGABYTE, BodyRoom.wanted(limits) / Limits.MEGABYTE));
        }
    }

    private void say(String message) {
        spec.commandLine().getOut().println(message);
        spec.commandLine().getOut().flush();
    }

    private void warn(String message) {
        CommandLine line = spec.commandLine();
        line.getErr().println(line.getColorScheme().errorText("warning: " + message));
    }

    private void announce(ServedNets nets, String url, Access access) {
        CommandLine line = spec.commandLine();
        if (access.isOpen() && !isThisMachine(host)) {
            warn("anyone who can reach " + host + " can use these nets; to require a token, set " + Access.VARIABLE);
        }
        nets.all().forEach(net -> line.getOut().println(net.name() + ": " + url + "api/models/" + net.name()));
        line.getOut().println("serving on " + url);
        line.getOut().flush();
    }

    /** Whether only this machine can reach an address. */
    static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
