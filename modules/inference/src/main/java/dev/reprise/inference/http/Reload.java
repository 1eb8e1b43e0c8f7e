package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.files.Printable;
import dev.reprise.net.NetException;
import dev.reprise.results.store.RunException;
import dev.reprise.terminal.Hangup;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Serves newer nets in the place of older ones, from time to time or on a signal. Closing ends this. */
final class Reload implements AutoCloseable {
    private static final long PERIOD_SECONDS = 5;

    private final ServedNets nets;
    private final Consumer<String> said;
    private final Consumer<String> warned;
    private final Map<String, String> warnings = new HashMap<>(); // the last one by net: the same one is said once

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reload");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> watching = CompletableFuture.completedFuture(null);

    /**
     * Creates what reloads these nets.
     *
     * @param said gets a line for each net that was replaced
     * @param warned gets a line for each newer net that cannot be served
     */
    Reload(ServedNets nets, Consumer<String> said, Consumer<String> warned) {
        this.nets = nets;
        this.said = said;
        this.warned = warned;
    }

    /** Looks for newer nets from now on. */
    void watch() {
        watching = executor.scheduleWithFixedDelay(this::all, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks for newer nets when the process gets SIGHUP; the signal of a terminal that closes still ends the process. */
    void onHangup() {
        Hangup.handle(() -> executor.execute(this::all));
    }

    /** Looks once. */
    void all() {
        for (ServedNet net : nets.all()) {
            try {
                if (net.reload()) {
                    said.accept(
                            net.name() + ": now answered by " + net.card().run().orElse("another net"));
                }
                warnings.remove(net.name());
            } catch (NetException | RunException | DataException | UncheckedIOException e) {
                String message = net.name() + " stays as it was: " + Printable.of(e.getMessage());
                if (!message.equals(warnings.put(net.name(), message))) {
                    warned.accept(message);
                }
            }
        }
    }

    @Override
    public void close() {
        watching.cancel(false);
        executor.shutdown();
        try {
            executor.awaitTermination(PERIOD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
