package dev.reprise.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ctrl-C or SIGTERM: asks the work to stop and lets it finish before the process ends. Closed when it has. */
public final class Interruption implements BooleanSupplier, AutoCloseable {
    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Duration timeout, String advice) {
        this.hook = new Thread(() -> interrupt(timeout, advice), "interruption");
    }

    /**
     * Starts to listen for a signal.
     *
     * @param timeout after which the process exits although the work has not finished
     * @param advice what the last line then says after a semicolon
     */
    public static Interruption listen(Duration timeout, String advice) {
        Interruption interruption = new Interruption(timeout, advice);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether a signal came. */
    @Override
    public boolean getAsBoolean() {
        return came.getCount() == 0;
    }

    /** Returns when a signal has come, or the thread was interrupted. */
    public void await() {
        try {
            came.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is finished: the process may end. */
    @Override
    public void close() {
        finished.countDown();
        if (!getAsBoolean()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                came.countDown(); // it came at the very end: the process is ending already
            }
        }
    }

    private void interrupt(Duration timeout, String advice) {
        came.countDown();
        try {
            if (!finished.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("did not stop within " + timeout.toSeconds() + " s; " + advice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
