package dev.reprise.inference.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The metrics for Prometheus: requests by route and status, errors, latencies, queues and batches. */
final class Metrics implements AutoCloseable {
    private static final Duration[] LATENCIES = IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterProvider<Timer> requests = Timer.builder("http.server.requests")
            .description("Requests that reached a route, and their latency")
            .serviceLevelObjectives(LATENCIES)
            .withRegistry(registry);
    private final MeterProvider<Counter> errors = Counter.builder("http.server.errors")
            .description("Answers with status 400 or higher")
            .withRegistry(registry);

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    void answered(String method, String route, int status, Duration time) {
        requests.withTags("method", method, "uri", route, "status", Integer.toString(status))
                .record(time);
        if (status >= 400) {
            failed(status);
        }
    }

    void failed(int status) {
        errors.withTag("status", Integer.toString(status)).increment();
    }

    /** A meter of the batches of a net; it takes the size of each. */
    IntConsumer batchesOf(String net) {
        return DistributionSummary.builder("reprise.batch.images")
                .description("Images that went through a net at once")
                .serviceLevelObjectives(BATCHES)
                .tag("net", net)
                .register(registry)::record;
    }

    /** Adds a meter of the queue of a net. */
    <T> void queueOf(String net, T queue, ToDoubleFunction<T> waiting) {
        Gauge.builder("reprise.queue.images", queue, waiting)
                .description("Images waiting for a net")
                .tag("net", net)
                .register(registry);
    }

    /** Adds a meter of the requests whose images are waiting to be decoded. */
    void waitingToBeDecoded(Collection<?> waiting) {
        Gauge.builder("reprise.undecoded.requests", waiting, Collection::size)
                .description("Requests whose images are waiting to be decoded")
                .register(registry);
    }

    /** All metrics in Prometheus's text format. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
