package dev.reprise.benchmark;

import dev.reprise.net.SavedNet;
import dev.reprise.terminal.CommandLineProgram;
import dev.reprise.testkit.HostileImages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the service under attack. */
@Command(
        name = "attacks",
        mixinStandardHelpOptions = true,
        description = {
            "Attacks a new service process in several ways, and prints how long /api/health and a prediction of others",
            "take meanwhile, and the most memory that the process had (VmHWM of Linux)."
        })
public final class AttackBenchmark implements Callable<Integer> {
    private static final int MEGABYTES = 10; // of the largest body
    private static final int PAUSE = 50; // milliseconds between two questions of others
    private static final Duration LATE = Duration.ofSeconds(10);
    private static final String PIXELS = "{\"pixels\":[[0,255],[255,0]],\"fit\":\"stretch\"}";

    @Option(names = "--jar", required = true, description = "The built inference.jar, next to its lib/.")
    private Path jar;

    @Option(names = "--seconds", defaultValue = "10", description = "Seconds of each attack (default: 10).")
    private int seconds;

    @Parameters(arity = "1", paramLabel = "RUN", description = "The run folder of a net that classifies images.")
    private Path run;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Attacks a service until the time is over. */
    private interface Attack {
        void against(URI service, String predict, long end) throws Exception;
    }

    public static void main(String[] arguments) {
        CommandLineProgram.execute(new CommandLine(new AttackBenchmark()), arguments);
    }

    @Override
    public Integer call() throws IOException {
        System.out.println(
                "attack                                       health ms: median     max   prediction ms: median"
                        + "     max   failed   VmHWM MB");
        for (Map.Entry<String, Attack> attack : attacks().entrySet()) {
            try (ServerProcess server = ServerProcess.start(jar, List.of(run))) {
                measure(attack.getKey(), attack.getValue(), server);
            }
        }
        return 0;
    }

    private Map<String, Attack> attacks() {
        byte[] scans = HostileImages.progressiveJpeg(4000, 4000, 2000);
        byte[] strip = HostileImages.tiff(28, 28, 7, 1, HostileImages.progressiveJpeg(30_000, 30_000, 2));
        byte[] strips = HostileImages.tiff(1, 1_000_000, 8, 1_000_000, new byte[9]);
        byte[] large = HostileImages.progressiveJpeg(4000, 4000, 90);
        byte[] json =
                ("{\"pixels\":[[" + "0,".repeat(MEGABYTES * 490_000) + "255]]}").getBytes(StandardCharsets.US_ASCII);
        String body = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + MEGABYTES * 1_000_000 + "\r\n\r\n";
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("none", (service, predict, end) -> waitUntil(end));
        attacks.put(
                "150 clients that never read",
                (service, predict, end) -> hold(
                        service,
                        150,
                        "GET /page.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(400),
                        new byte[0],
                        end));
        attacks.put(
                "300 bodies of which a byte arrives",
                (service, predict, end) -> hold(service, 300, "POST " + predict + body, new byte[1], end));
        attacks.put(
                "12 bodies of which a byte is missing",
                (service, predict, end) ->
                        hold(service, 12, "POST " + predict + body, new byte[MEGABYTES * 1_000_000 - 1], end));
        attacks.put("JPEGs of 2,000 scans", (service, predict, end) -> post(service, predict, scans, end));
        attacks.put(
                "JPEGs of 16 megapixels in 90 scans", (service, predict, end) -> post(service, predict, large, end));
        attacks.put(
                "TIFFs with a JPEG of 900 megapixels", (service, predict, end) -> post(service, predict, strip, end));
        attacks.put("TIFFs of a million strips", (service, predict, end) -> post(service, predict, strips, end));
        attacks.put("JSON of 10 MB", (service, predict, end) -> post(service, predict, json, end));
        return attacks;
    }

    private void measure(String name, Attack attack, ServerProcess server) throws IOException {
        String predict = "/api/models/" + SavedNet.open(run).description().name() + "/predict";
        HttpRequest health =
                HttpRequest.newBuilder(server.url().resolve("/api/health")).build();
        HttpRequest prediction = json(server.url().resolve(predict));
        for (int i = 0; i < 500; i++) { // until Java has compiled some of it
            milliseconds(health);
            milliseconds(prediction);
        }
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        CompletableFuture<Void> attacking = CompletableFuture.runAsync(() -> {
            try {
                attack.against(server.url(), predict, end);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        List<Double> healths = new ArrayList<>();
        List<Double> predictions = new ArrayList<>();
        while (System.nanoTime() < end) {
            healths.add(milliseconds(health));
            predictions.add(milliseconds(prediction));
            waitUntil(System.nanoTime() + Duration.ofMillis(PAUSE).toNanos());
        }
        attacking.join();
        long failed = predictions.stream().filter(time -> time.isNaN()).count()
                + healths.stream().filter(time -> time.isNaN()).count();
        System.out.printf(
                Locale.ROOT,
                "%-44s %17.1f %7.1f %23.1f %7.1f %8d %10d%n",
                name,
                Benchmark.median(whole(healths)),
                max(healths),
                Benchmark.median(whole(predictions)),
                max(predictions),
                failed,
                peak(server.process()));
    }

    private static HttpRequest json(URI predict) {
        return HttpRequest.newBuilder(predict)
                .header("Content-Type", "application/json")
                .timeout(LATE)
                .POST(BodyPublishers.ofString(PIXELS))
                .build();
    }

    private static List<Double> whole(List<Double> times) {
        return times.stream().filter(Double::isFinite).toList();
    }

    private static double max(List<Double> times) {
        return whole(times).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** How long an answer takes; NaN if there is none, or it is an error. */
    private double milliseconds(HttpRequest request) {
        long start = System.nanoTime();
        try {
            int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
            return status == 200 ? (System.nanoTime() - start) / 1e6 : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    /** Eight clients that post a body again and again. */
    private void post(URI service, String predict, byte[] body, long end) {
        String type = body[0] == '{' ? "application/json" : "image/x";
        HttpRequest request = HttpRequest.newBuilder(service.resolve(predict))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        List<Thread> clients = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    while (System.nanoTime() < end) {
                        milliseconds(request);
                    }
                }))
                .toList();
        clients.forEach(Thread::start);
        waitUntil(end);
    }

    /** Connections that send this and then wait; those that the server closes are opened again. */
    private static void hold(URI service, int connections, String start, byte[] rest, long end) throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        while (System.nanoTime() < end) {
            while (open.size() < connections && System.nanoTime() < end) {
                SocketChannel channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 1024);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.getPort()));
                open.add(channel);
                channel.configureBlocking(rest.length > 1);
                channel.write(ByteBuffer.wrap(start.getBytes(StandardCharsets.US_ASCII)));
                channel.write(ByteBuffer.wrap(rest));
                channel.configureBlocking(false);
            }
            waitUntil(System.nanoTime() + Duration.ofMillis(500).toNanos());
            open.removeIf(AttackBenchmark::isClosed);
        }
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private static boolean isClosed(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static long peak(Process server) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000)
                .findFirst()
                .orElse(-1);
    }

    private static void waitUntil(long end) {
        try {
            Thread.sleep(Math.max(0, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
