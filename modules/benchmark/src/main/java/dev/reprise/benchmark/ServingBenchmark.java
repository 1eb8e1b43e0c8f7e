package dev.reprise.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.terminal.CommandLineProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the service under load, compared with its own {@code /api/health} and with the bare engine. */
@Command(
        name = "serving",
        mixinStandardHelpOptions = true,
        description = {
            "Latency and throughput of the service with 1, 8 and 64 clients and with a full queue, and, in turns,",
            "of its /api/health under the same load and of the bare engine without a service."
        })
public final class ServingBenchmark implements Callable<Integer> {
    private static final int MANY = 64; // clients
    private static final int BATCH = 64; // images of the bare engine's batches
    private static final int IMAGES = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20); // until Java has compiled the hot code

    @Option(names = "--jar", required = true, description = "The built inference.jar, next to its lib/.")
    private Path jar;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "4",
            description = "Seconds of each measurement in a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run folders of nets for 28×28 gray images.")
    private List<Path> runs;

    private final SplittableRandom random = new SplittableRandom(1);

    public static void main(String[] arguments) {
        CommandLineProgram.execute(new CommandLine(new ServingBenchmark()), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Torch.engine();
        try (ServerProcess server = ServerProcess.start(jar, runs)) {
            System.out.println(Load.HEADING);
            for (Path run : runs) {
                measure(server, SavedNet.open(run));
            }
        }
        for (Path run : runs) {
            overload(run);
        }
        return 0;
    }

    private void measure(ServerProcess server, SavedNet saved) throws IOException {
        NetDescription net = saved.description();
        Clients predicting = Clients.posting(server.url(), predictPath(net), json());
        Clients health = Clients.getting(server.url(), "/api/health");
        try (LoadedNet loaded = saved.load(Device.cpu());
                BareEngine bare = BareEngine.open(saved.folder(), net.input())) {
            predicting.send(MANY, WARM_UP);
            health.send(MANY, WARM_UP);
            List<List<Load>> loads =
                    List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            List<Double> toHealth = new ArrayList<>();
            List<Double> toBare = new ArrayList<>();
            List<Double> over = new ArrayList<>();
            List<Double> evaluate = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                Load one = predicting.send(1, time());
                double alone = bareMedian(bare);
                Load many = predicting.send(MANY, time());
                Load healthy = health.send(MANY, time());
                double images = bareThroughput(bare, net);
                loads.get(0).add(one);
                loads.get(1).add(predicting.send(8, time()));
                loads.get(2).add(many);
                loads.get(3).add(healthy);
                toHealth.add(many.perSecond() / healthy.perSecond());
                toBare.add(many.perSecond() / images);
                over.add(one.percentile(0.5) - alone);
                evaluate.add(evaluating(loaded, bare));
            }
            int[] clients = {1, 8, MANY, MANY};
            for (int i = 0; i < clients.length; i++) {
                String what = i == 3 ? "/api/health" : net.name();
                System.out.println(
                        Load.together(loads.get(i).toArray(Load[]::new)).row(what, clients[i]));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: throughput / health's %.2f, throughput / bare engine's %.2f, one client's median − bare"
                            + " engine's %.2f ms, time of evaluate / bare engine's for 10,000 images %.2f%n",
                    net.name(),
                    Benchmark.median(toHealth),
                    Benchmark.median(toBare),
                    Benchmark.median(over),
                    Benchmark.median(evaluate));
        }
    }

    /** With a queue of one batch, and four times as many clients. */
    private void overload(Path run) throws IOException {
        NetDescription net = SavedNet.open(run).description();
        try (ServerProcess server = ServerProcess.start(jar, List.of(run), "--queue", "16", "--max-batch", "16")) {
            Clients predicting = Clients.posting(server.url(), predictPath(net), json());
            predicting.send(MANY, WARM_UP);
            System.out.println(predicting.send(4 * MANY, time()).row(net.name() + ", queue of 16", 4 * MANY));
        }
    }

    private double bareMedian(BareEngine bare) {
        Torch.useThreads(1);
        byte[] image = pixels(1);
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + time().toNanos();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            bare.probabilities(image);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return Benchmark.median(times);
    }

    /** The better of one batch at a time on all cores and one batch per core on one core each. */
    private double bareThroughput(BareEngine bare, NetDescription net) {
        byte[] batch = pixels(BATCH);
        int threads = Torch.threads(net.net());
        Torch.useThreads(threads);
        double shared = bareThroughput(bare, batch);
        Torch.useThreads(1);
        double apart = IntStream.range(0, threads)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> bareThroughput(bare, batch), command -> new Thread(command).start()))
                .toList()
                .stream()
                .mapToDouble(CompletableFuture::join)
                .sum();
        return Math.max(shared, apart);
    }

    private double bareThroughput(BareEngine bare, byte[] batch) {
        bare.probabilities(batch);
        int images = 0;
        long start = System.nanoTime();
        long end = start + time().toNanos();
        while (System.nanoTime() < end) {
            bare.probabilities(batch);
            images += BATCH;
        }
        return images / ((System.nanoTime() - start) / 1e9);
    }

    /** The time of {@code evaluate} for 10,000 images, divided by the bare engine's; the median of several turns. */
    private double evaluating(LoadedNet loaded, BareEngine bare) {
        Torch.useThreads(1);
        byte[] pixels = pixels(IMAGES);
        List<Double> ratios = new ArrayList<>();
        long end = System.nanoTime() + time().toNanos();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            evaluate(loaded, pixels);
            long middle = System.nanoTime();
            int size = BATCH * pixels.length / IMAGES;
            for (int from = 0; from < pixels.length; from += size) {
                bare.probabilities(Arrays.copyOfRange(pixels, from, Math.min(from + size, pixels.length)));
            }
            ratios.add((double) (middle - start) / (System.nanoTime() - middle));
        }
        return Benchmark.median(ratios);
    }

    private static void evaluate(LoadedNet loaded, byte[] pixels) {
        int size = pixels.length / IMAGES;
        List<byte[]> images = IntStream.range(0, IMAGES)
                .mapToObj(i -> Arrays.copyOfRange(pixels, i * size, (i + 1) * size))
                .toList();
        int[] predicted = loaded.imageProbabilities(images).stream()
                .mapToInt(ServingBenchmark::highest)
                .toArray();
        ConfusionMatrix.of(loaded.description().classes().size(), new int[IMAGES], predicted);
    }

    private static int highest(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .reduce(0, (best, k) -> probabilities[k] > probabilities[best] ? k : best);
    }

    private Duration time() {
        return Duration.ofSeconds(seconds);
    }

    private static String predictPath(NetDescription net) {
        return "/api/models/" + net.name() + "/predict";
    }

    /** Random ink in the place of an MNIST digit, 28×28, as rows of JSON. */
    private String json() {
        byte[] pixels = pixels(1);
        return IntStream.range(0, 28)
                .mapToObj(row -> IntStream.range(0, 28)
                        .mapToObj(column -> Integer.toString(pixels[28 * row + column] & 0xFF))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "{\"pixels\":[", "]}"));
    }

    private byte[] pixels(int images) {
        byte[] pixels = new byte[images * (int) new Shape(28, 28).size()];
        for (int i = 0; i < pixels.length; i++) {
            boolean ink = i % 28 >= 6 && i % 28 < 22 && i / 28 % 28 >= 6 && i / 28 % 28 < 22 && random.nextInt(3) == 0;
            pixels[i] = ink ? (byte) random.nextInt(256) : 0;
        }
        return pixels;
    }
}
