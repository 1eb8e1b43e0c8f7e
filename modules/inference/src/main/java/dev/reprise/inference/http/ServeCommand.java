package dev.reprise.inference.http;

import dev.reprise.inference.SavedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
        description = "Nets as an HTTP service, and a page to draw on.")
public final class ServeCommand implements Runnable {
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

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Limits limits = new Limits(10_000_000, 16_000_000, 64, Duration.ofSeconds(5));
        PrintWriter out = spec.commandLine().getOut();
        try (ServedNets nets = ServedNets.open(
                        runs.stream().map(run -> SavedRun.find(run, folder)).toList(), device);
                InferenceServer server = InferenceServer.start(host, port, nets, limits)) {
            nets.all().forEach(net -> out.println(net.name() + ": " + server.url() + "api/models/" + net.name()));
            out.println("serving on " + server.url());
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
