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

    private Interruption(Duration patience, String otherwise) {
        this.hook = new Thread(() -> interrupt(patience, otherwise), "interruption");
    }

    /**
     * From now on a signal is waited for.
     *
     * @param patience after which the process ends although the work has not finished
     * @param otherwise what that means, for the last line
     */
    public static Interruption listen(Duration patience, String otherwise) {
        Interruption interruption = new Interruption(patience, otherwise);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether it came. */
    @Override
    public boolean getAsBoolean() {
        return came.getCount() == 0;
    }

    /** Returns when it has come, or the thread was interrupted. */
    public void await() {
        try {
            came.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over: the process may end. */
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

    private void interrupt(Duration patience, String otherwise) {
        came.countDown();
        try {
            if (!finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("still busy after " + patience.toSeconds() + " s: " + otherwise);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
