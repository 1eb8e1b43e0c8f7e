package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.inference.SmallNets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedRequestsTest {
    private static final int REQUESTS = 4000;
    private static final int WARM = 1000;
    private static final long MOST_GROWTH = 20_000_000; // bytes, of garbage that was collected

    @TempDir
    private Path folder;

    @Test
    void malformedRequestsNeitherBreakTheServiceNorLeakMemory() throws IOException {
        MalformedRequests requests = new MalformedRequests(1);
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Service service = Service.of(SmallNets.corners(folder))) {
            long before = 0;
            int threads = 0;
            for (int i = 0; i < REQUESTS; i++) {
                if (i == WARM) {
                    before = usedMemory();
                    threads = ManagementFactory.getThreadMXBean().getThreadCount();
                }
                byte[] request = requests.next();
                int status =
                        Wire.status(Wire.exchange(service.uri("/"), request)).orElse(0);
                statuses.merge(status, 1, Integer::sum);
                assertThat(status)
                        .as("request %d: %s", i, new String(request, StandardCharsets.ISO_8859_1))
                        .satisfiesAnyOf(
                                s -> assertThat(s).isLessThan(500),
                                s -> assertThat(s).isEqualTo(503));
                if (i % 500 == 0) {
                    answersRight(service);
                }
            }
            answersRight(service);
            assertThat(usedMemory() - before).isLessThan(MOST_GROWTH);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + 64);
        }
        assertThat(statuses).containsKeys(200, 400, 404, 413, 422, 431);
    }

    @Test
    void concurrentMalformedRequestsDoNotAffectOthers() {
        AtomicInteger right = new AtomicInteger();
        try (Service service = Service.of(SmallNets.corners(folder))) {
            Thread[] threads = new Thread[8];
            for (int t = 0; t < threads.length; t++) {
                MalformedRequests requests = new MalformedRequests(100 + t);
                threads[t] = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        exchange(service, requests.next());
                        answersRight(service);
                        right.incrementAndGet();
                    }
                });
                threads[t].start();
            }
            for (Thread thread : threads) {
                join(thread);
            }
        }
        assertThat(right).hasValue(8 * 50);
    }

    private static void answersRight(Service service) {
        String body = service.postJson("/api/models/corners/predict", "{\"pixels\":[[0,9],[0,0]]}")
                .body();
        assertThat(body).contains("\"class\":\"top right\"");
    }

    private static void exchange(Service service, byte[] request) {
        try {
            Wire.exchange(service.uri("/"), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
