package dev.reprise.inference.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes the connection of a request that takes too long from its first byte to the last of its answer: who sends a
 * header, a body or reads an answer byte by byte holds nothing for longer. An idle time alone would begin anew at each.
 */
final class ExchangeTime extends AbstractLifeCycle implements Connection.Listener {
    private static final long SWEEP_SECONDS = 1;

    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final long longest;

    /**
     * How far a connection was.
     *
     * @param answers that it had sent, after {@code bytes} had come in
     * @param began when the first byte after these was seen, as {@link System#nanoTime} counts
     */
    private record Progress(long answers, long bytes, long began) {

        static Progress after(Connection connection) {
            return new Progress(connection.getMessagesOut(), connection.getBytesIn(), Long.MAX_VALUE);
        }

        Progress now(Connection connection, long now) {
            if (connection.getMessagesOut() != answers) {
                return after(connection);
            }
            boolean begins = began == Long.MAX_VALUE && connection.getBytesIn() != bytes;
            return begins ? new Progress(answers, bytes, now) : this;
        }

        boolean isOver(long now, long longest) {
            return began != Long.MAX_VALUE && now - began > longest;
        }
    }

    ExchangeTime(Scheduler scheduler, Duration longest) {
        this.scheduler = scheduler;
        this.longest = longest.toNanos();
    }

    @Override
    protected void doStart() {
        scheduler.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Progress(0, 0, Long.MAX_VALUE));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Iterator<Map.Entry<Connection, Progress>> i =
                        connections.entrySet().iterator();
                i.hasNext(); ) {
            Map.Entry<Connection, Progress> entry = i.next();
            Connection connection = entry.getKey();
            Progress progress = entry.getValue().now(connection, now);
            if (progress.isOver(now, longest)) {
                connection.getEndPoint().close();
            } else {
                entry.setValue(progress);
            }
        }
        if (isRunning()) {
            scheduler.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
