package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.Prediction.ClassProbability;
import dev.reprise.inference.http.body.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatcherTest {
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Test
    void requestsThatArriveDuringABatchFormTheNextOne() throws InterruptedException {
        try (Batcher batcher = Batcher.start("net", 1, limits(8, 0, 8), this::blocked)) {
            CompletableFuture<List<Prediction>> first = batcher.submit(inputs(1), inAMinute());
            busy.await();
            List<CompletableFuture<List<Prediction>>> others = List.of(
                    batcher.submit(inputs(3), inAMinute()),
                    batcher.submit(inputs(3), inAMinute()),
                    batcher.submit(inputs(2), inAMinute()));
            free.countDown();

            assertThat(first.join()).hasSize(1);
            assertThat(others.stream().map(CompletableFuture::join).map(List::size))
                    .containsExactly(3, 3, 2);
            assertThat(batches).containsExactly(1, 8);
        }
    }

    @Test
    void aRequestIsNeverSplitBetweenBatches() throws InterruptedException {
        try (Batcher batcher = Batcher.start("net", 1, limits(4, 0, 16), this::blocked)) {
            CompletableFuture<List<Prediction>> first = batcher.submit(inputs(1), inAMinute());
            busy.await();
            CompletableFuture<List<Prediction>> second = batcher.submit(inputs(3), inAMinute());
            CompletableFuture<List<Prediction>> third = batcher.submit(inputs(3), inAMinute());
            free.countDown();
            CompletableFuture.allOf(first, second, third).join();

            assertThat(batches).containsExactly(1, 3, 3);
        }
    }

    @Test
    void aBatchThatIsNotFullWaitsForMore() {
        try (Batcher batcher = Batcher.start("net", 1, limits(2, 60_000, 4), this::answer)) {
            CompletableFuture<List<Prediction>> first = batcher.submit(inputs(1), inAMinute());
            CompletableFuture<List<Prediction>> second = batcher.submit(inputs(1), inAMinute());
            CompletableFuture.allOf(first, second).join();

            assertThat(batches).containsExactly(2);
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndAcceptsAllOrNothing() throws InterruptedException {
        try (Batcher batcher = Batcher.start("net", 1, limits(4, 0, 4), this::blocked)) {
            CompletableFuture<List<Prediction>> first = batcher.submit(inputs(1), inAMinute());
            busy.await();
            CompletableFuture<List<Prediction>> waiting = batcher.submit(inputs(3), inAMinute());

            assertThatThrownBy(() -> batcher.submit(inputs(2), inAMinute()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("queue of 4 images is full");
            assertThat(batcher.waiting()).isEqualTo(3);
            free.countDown();
            assertThat(first.join()).hasSize(1);
            assertThat(waiting.join()).hasSize(3);
        }
    }

    @Test
    void requestsPastTheirDeadlineAreNotComputed() throws InterruptedException {
        try (Batcher batcher = Batcher.start("net", 1, limits(4, 0, 4), this::blocked)) {
            CompletableFuture<List<Prediction>> first = batcher.submit(inputs(1), inAMinute());
            busy.await();
            CompletableFuture<List<Prediction>> late = batcher.submit(inputs(2), System.nanoTime());
            free.countDown();

            assertThatThrownBy(late::join).hasRootCauseInstanceOf(Problem.class).hasMessageContaining("deadline");
            assertThat(first.join()).hasSize(1);
            assertThat(batches).containsExactly(1);
        }
    }

    @Test
    void anErrorOfTheNetFailsItsBatchButNotTheNext() {
        List<Integer> calls = new ArrayList<>();
        try (Batcher batcher = Batcher.start("net", 1, limits(4, 0, 4), inputs -> {
            calls.add(inputs.size());
            if (calls.size() == 1) {
                throw new IllegalStateException("broken");
            }
            return answer(inputs);
        })) {
            CompletableFuture<List<Prediction>> broken = batcher.submit(inputs(1), inAMinute());

            assertThatThrownBy(broken::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("broken");
            assertThat(batcher.submit(inputs(1), inAMinute()).join()).hasSize(1);
        }
    }

    @Test
    void closingFinishesAcceptedRequestsAndRefusesNewOnes() {
        Batcher batcher = Batcher.start("net", 2, limits(4, 60_000, 64), this::answer);
        List<CompletableFuture<List<Prediction>>> taken = IntStream.range(0, 10)
                .mapToObj(i -> batcher.submit(inputs(1), inAMinute()))
                .toList();
        batcher.close();

        assertThat(taken).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThatThrownBy(() -> batcher.submit(inputs(1), inAMinute())).hasMessageContaining("stopping");
    }

    private List<Prediction> blocked(List<NetInput> inputs) {
        busy.countDown();
        try {
            free.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer(inputs);
    }

    private List<Prediction> answer(List<NetInput> inputs) {
        batches.add(inputs.size());
        return inputs.stream()
                .map(input -> new Prediction(
                        List.of(new ClassProbability("a", 1)), Optional.empty(), Optional.empty(), Optional.empty()))
                .toList();
    }

    private static List<NetInput> inputs(int count) {
        return Collections.nCopies(count, NetInput.of(new Shape(1, 1, 1), new byte[1]));
    }

    private static long inAMinute() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    }

    private static Limits limits(int batch, int wait, int queue) {
        return new Limits(
                batch,
                Duration.ofMillis(wait),
                queue,
                Duration.ofSeconds(61),
                Duration.ofSeconds(61),
                8 * Limits.KILOBYTE,
                Limits.MEGABYTE,
                Limits.MEGABYTE);
    }
}
