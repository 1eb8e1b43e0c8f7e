package dev.reprise.inference.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C or SIGTERM: lets the service finish what it took before the process ends. Closed when that is done. */
final class StopSignal implements AutoCloseable {
    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(long patienceSeconds) {
        this.hook = new Thread(() -> finish(patienceSeconds), "stop");
    }

    /** From now on a signal is waited for; the process ends when this is closed, or after the patience. */
    static StopSignal listen(long patienceSeconds) {
        StopSignal signal = new StopSignal(patienceSeconds);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Returns when the signal has come, or the thread was interrupted. */
    void await() {
        try {
            came.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (came.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void finish(long patienceSeconds) {
        came.countDown();
        try {
            if (!done.await(patienceSeconds, TimeUnit.SECONDS)) {
                System.err.println("still busy after " + patienceSeconds + " s: ending without the last answers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
