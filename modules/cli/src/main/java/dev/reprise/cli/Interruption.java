package dev.reprise.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Ctrl-C or SIGTERM: asks the run to stop and lets it write its last lines before the process ends. */
final class Interruption implements BooleanSupplier, AutoCloseable {
    private static final long PATIENCE_SECONDS = 4; // the process is to end within five

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean interrupted;

    private Interruption() {}

    static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public boolean getAsBoolean() {
        return interrupted;
    }

    /** The run is over: the process may end. */
    @Override
    public void close() {
        finished.countDown();
        if (!interrupted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                interrupted = true; // it came at the very end: the process is ending already
            }
        }
    }

    private void interrupt() {
        interrupted = true;
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("still busy after " + PATIENCE_SECONDS
                        + " s: ending as it is; to go on from the last checkpoint, if there is one: run NAME --resume");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
