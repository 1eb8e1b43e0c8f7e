package dev.reprise.inference.http;

import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.http.body.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the images of all requests for one net into batches: those that arrive while a batch is computed form the next,
 * and a batch that is not full may wait a little for more. Each worker computes one batch at a time.
 *
 * <p>The queue is bounded in images; a request that does not fit is refused at once. Closing finishes what was accepted.
 */
final class Batcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

    private final Limits limits;
    private final Function<List<NetInput>, List<Prediction>> net;
    private final List<Thread> workers;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Job> queue = new ArrayDeque<>();
    private int images; // in the queue
    private boolean closed;

    /** The images of one request; {@code since} and {@code deadline} are on the clock of {@link System#nanoTime}. */
    private record Job(List<NetInput> inputs, long since, long deadline, CompletableFuture<List<Prediction>> answer) {}

    private Batcher(String name, int workers, Limits limits, Function<List<NetInput>, List<Prediction>> net) {
        this.limits = limits;
        this.net = net;
        this.workers = IntStream.range(0, workers)
                .mapToObj(i -> new Thread(this::work, "batches of " + name + " " + i))
                .toList();
    }

    /** A batcher whose workers are running. */
    static Batcher start(String name, int workers, Limits limits, Function<List<NetInput>, List<Prediction>> net) {
        Batcher batcher = new Batcher(name, workers, limits, net);
        batcher.workers.forEach(Thread::start);
        return batcher;
    }

    /**
     * Accepts the inputs of one request, all or none.
     *
     * @param deadline after which nobody waits for the answer, on the clock of {@link System#nanoTime}
     * @throws Problem if the queue is full
     */
    CompletableFuture<List<Prediction>> submit(List<NetInput> inputs, long deadline) {
        Job job = new Job(inputs, System.nanoTime(), deadline, new CompletableFuture<>());
        lock.lock();
        try {
            requireRoom(inputs.size());
            queue.add(job);
            images += inputs.size();
            changed.signal();
        } finally {
            lock.unlock();
        }
        return job.answer;
    }

    /** Throws {@link Problem} if this many images would not be accepted now. */
    void requireRoom(int more) {
        lock.lock();
        try {
            if (closed) {
                throw Problem.busy("the service is stopping: retry later, or at another server");
            }
            if (images + more > limits.queue()) {
                throw Problem.busy("the queue of " + limits.queue() + " images is full: retry later");
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many images are waiting. */
    int waiting() {
        lock.lock();
        try {
            return images;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            try {
                List<Job> batch = next();
                if (batch.isEmpty()) {
                    return;
                }
                answer(batch);
            } catch (OutOfMemoryError e) {
                LOG.error("out of memory in " + Thread.currentThread().getName(), e); // the next batch may be smaller
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Waits for a batch; it is empty once this is closed and everything is done. */
    private List<Job> next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                while (queue.isEmpty() && !closed) {
                    changed.await();
                }
                if (queue.isEmpty()) {
                    return List.of();
                }
                long left = queue.peek().since + limits.maxWait().toNanos() - System.nanoTime();
                if (left > 0 && images < limits.maxBatch() && !closed) {
                    changed.awaitNanos(left);
                    continue;
                }
                List<Job> batch = takeBatch();
                if (!batch.isEmpty()) {
                    return batch;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes as many whole requests as fit a batch; those past their deadline are dropped. */
    private List<Job> takeBatch() {
        List<Job> batch = new ArrayList<>();
        int size = 0;
        long now = System.nanoTime();
        while (!queue.isEmpty() && size + queue.peek().inputs.size() <= limits.maxBatch()) {
            Job job = queue.remove();
            images -= job.inputs.size();
            if (job.deadline - now > 0) {
                batch.add(job);
                size += job.inputs.size();
            } else {
                job.answer.completeExceptionally(Problem.late());
            }
        }
        if (!queue.isEmpty()) {
            changed.signal(); // another worker may continue
        }
        return batch;
    }

    private void answer(List<Job> batch) {
        List<NetInput> inputs =
                batch.stream().flatMap(job -> job.inputs.stream()).toList();
        try {
            List<Prediction> predictions = net.apply(inputs);
            int from = 0;
            for (Job job : batch) {
                int to = from + job.inputs.size();
                job.answer.complete(predictions.subList(from, to));
                from = to;
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            batch.forEach(job -> job.answer.completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
