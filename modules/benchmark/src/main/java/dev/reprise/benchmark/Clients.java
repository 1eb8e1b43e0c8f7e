package dev.reprise.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Clients that each send one request after the other over one connection; plain sockets, to use little CPU time. */
final class Clients {
    private final URI server;
    private final byte[] request;

    private Clients(URI server, byte[] request) {
        this.server = server;
        this.request = request;
    }

    static Clients getting(URI server, String path) {
        return new Clients(server, header("GET", path, ""));
    }

    static Clients posting(URI server, String path, String json) {
        String length = "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n";
        byte[] header = header("POST", path, length);
        byte[] body = json.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[header.length + body.length];
        System.arraycopy(header, 0, request, 0, header.length);
        System.arraycopy(body, 0, request, header.length, body.length);
        return new Clients(server, request);
    }

    /** Sends requests from several clients at once for some time. */
    Load send(int clients, Duration time) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + time.toNanos();
            List<Future<Load>> loads = IntStream.range(0, clients)
                    .mapToObj(i -> threads.submit(() -> sendUntil(end)))
                    .toList();
            List<Load> all = new ArrayList<>();
            for (Future<Load> load : loads) {
                all.add(load.get());
            }
            return Load.together(all, time);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Load sendUntil(long end) {
        List<Long> answered = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long start = System.nanoTime();
            while (start < end) {
                socket.getOutputStream().write(request);
                int status = read(in);
                long now = System.nanoTime();
                if (status != 200 && status != 503) {
                    throw new IllegalStateException("status " + status);
                }
                (status == 200 ? answered : refused).add(now - start);
                start = now;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Load(answered, refused, Duration.ZERO);
    }

    /** Reads one answer to its end, and returns its status. */
    private static int read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] header(String method, String path, String more) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
