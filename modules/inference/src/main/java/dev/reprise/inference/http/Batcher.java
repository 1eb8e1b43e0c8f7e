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

/**
 * Gathers what requests ask of one net into batches: what came in while the last batch was computed goes into the next,
 * and a batch that is not full waits a little for more. Each worker computes a batch at a time.
 *
 * <p>The queue is bounded in images; who finds it full is refused at once. Closing finishes what was taken.
 */
final class Batcher implements AutoCloseable {
    private final Limits limits;
    private final Function<List<NetInput>, List<Prediction>> net;
    private final List<Thread> workers;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Job> queue = new ArrayDeque<>();
    private int images; // in the queue
    private boolean closed;

    /** What one request asks; {@code since} and {@code deadline} as {@link System#nanoTime} counts. */
    private record Job(List<NetInput> inputs, long since, long deadline, CompletableFuture<List<Prediction>> answer) {}

    private Batcher(String name, int workers, Limits limits, Function<List<NetInput>, List<Prediction>> net) {
        this.limits = limits;
        this.net = net;
        this.workers = IntStream.range(0, workers)
                .mapToObj(i -> new Thread(this::work, "batches of " + name + " " + i))
                .toList();
    }

    /** A batcher whose workers run. */
    static Batcher start(String name, int workers, Limits limits, Function<List<NetInput>, List<Prediction>> net) {
        Batcher batcher = new Batcher(name, workers, limits, net);
        batcher.workers.forEach(Thread::start);
        return batcher;
    }

    /**
     * Takes the inputs of one request, all or none.
     *
     * @param deadline after which nobody waits for the answer, as {@link System#nanoTime} counts
     * @throws Problem where the queue is full
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

    /** Throws {@link Problem} where so many images would not be taken now. */
    void requireRoom(int more) {
        lock.lock();
        try {
            if (closed) {
                throw Problem.busy("the service is stopping: send the request to another, or again later");
            }
            if (images + more > limits.queue()) {
                throw Problem.busy("the queue of " + limits.queue() + " images is full: send the request again later");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Images that wait now. */
    int waiting() {
        lock.lock();
        try {
            return images;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (List<Job> batch = next(); !batch.isEmpty(); batch = next()) {
                answer(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a batch; none once it is closed and all is done. */
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
                long left = queue.peek().since + limits.longestWait().toNanos() - System.nanoTime();
                if (left > 0 && images < limits.largestBatch() && !closed) {
                    changed.awaitNanos(left);
                    continue;
                }
                List<Job> batch = take();
                if (!batch.isEmpty()) {
                    return batch;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** As many whole requests as a batch holds; those that nobody waits for are dropped. */
    private List<Job> take() {
        List<Job> batch = new ArrayList<>();
        int size = 0;
        long now = System.nanoTime();
        while (!queue.isEmpty() && size + queue.peek().inputs.size() <= limits.largestBatch()) {
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
            changed.signal(); // another worker may go on
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
