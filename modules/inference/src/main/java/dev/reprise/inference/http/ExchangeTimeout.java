package dev.reprise.inference.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes the connection of a request that takes too long from its first byte to the last byte of its answer, so that a
 * client that sends or reads byte by byte holds nothing for longer. An idle timeout alone would restart at each byte. The
 * connection of a client that reads nothing of its answer is closed after a few seconds.
 */
final class ExchangeTimeout extends AbstractLifeCycle implements Connection.Listener {
    private static final long SWEEP_SECONDS = 1;
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final long timeout;

    /**
     * The progress of a connection.
     *
     * @param answers that it has sent, when {@code bytes} had arrived
     * @param start when the first byte after these was seen, on the clock of {@link System#nanoTime}
     * @param sent bytes that it has sent
     * @param moved when the last of these was sent, or when nothing was to be sent
     */
    private record Progress(long answers, long bytes, long start, long sent, long moved) {

        static Progress after(Connection connection, long now) {
            return new Progress(
                    connection.getMessagesOut(),
                    connection.getBytesIn(),
                    Long.MAX_VALUE,
                    connection.getBytesOut(),
                    now);
        }

        Progress now(Connection connection, long now) {
            if (connection.getMessagesOut() != answers) {
                return after(connection, now);
            }
            boolean starts = start == Long.MAX_VALUE && connection.getBytesIn() != bytes;
            boolean moves = connection.getBytesOut() != sent || !isWriting(connection);
            return new Progress(answers, bytes, starts ? now : start, connection.getBytesOut(), moves ? now : moved);
        }

        private static boolean isWriting(Connection connection) {
            return connection.getEndPoint() instanceof AbstractEndPoint end
                    && end.getWriteFlusher().isPending();
        }

        boolean isOver(long now, long timeout) {
            return (start != Long.MAX_VALUE && now - start > timeout) || now - moved > STALLED_NANOS;
        }
    }

    ExchangeTimeout(Scheduler scheduler, Duration timeout) {
        this.scheduler = scheduler;
        this.timeout = timeout.toNanos();
    }

    @Override
    protected void doStart() {
        scheduler.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Progress(0, 0, Long.MAX_VALUE, 0, System.nanoTime()));
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
            if (progress.isOver(now, timeout)) {
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
