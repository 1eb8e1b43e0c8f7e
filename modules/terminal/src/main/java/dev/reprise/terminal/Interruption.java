package dev.reprise.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ctrl-C or SIGTERM: asks the work to stop and lets it finish before the process ends. Closed when it has finished. */
public final class Interruption implements BooleanSupplier, AutoCloseable {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Duration timeout, String consequence) {
        this.hook = new Thread(() -> interrupt(timeout, consequence), "interruption");
    }

    /**
     * Listens for a signal from now on.
     *
     * @param timeout after a signal, when the process ends even if the work has not finished
     * @param consequence of that, for the last line, such as "exiting now"
     */
    public static Interruption listen(Duration timeout, String consequence) {
        Interruption interruption = new Interruption(timeout, consequence);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether a signal has arrived. */
    @Override
    public boolean getAsBoolean() {
        return arrived.getCount() == 0;
    }

    /** Waits for a signal, or until the thread is interrupted. */
    public void await() {
        try {
            arrived.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work has finished: the process may end. */
    @Override
    public void close() {
        finished.countDown();
        if (!getAsBoolean()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                arrived.countDown(); // a signal at the very end: the process is already ending
            }
        }
    }

    private void interrupt(Duration timeout, String consequence) {
        arrived.countDown();
        try {
            if (!finished.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("did not stop within " + timeout.toSeconds() + " s; " + consequence);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
