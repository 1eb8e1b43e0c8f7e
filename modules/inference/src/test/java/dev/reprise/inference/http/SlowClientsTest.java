package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.inference.SmallNets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold what they got for as long as they can: others are answered all the same. */
class SlowClientsTest {
    private static final String PREDICT = "/api/models/corners/predict";
    private static final String PIXELS = "{\"pixels\":[[9,0],[0,0]]}";

    @TempDir
    private Path folder;

    private final List<SocketChannel> clients = new ArrayList<>();
    private Service service;

    @BeforeEach
    void start() {
        service = Service.of(SmallNets.corners(folder));
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        service.close();
    }

    @Test
    void clientsThatNeverReadHoldNoThread() throws Exception {
        String request = "GET /page.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int i = 0; i < 100; i++) { // more than the server has threads
            connect(request.repeat(400));
        }
        Thread.sleep(1000); // until the buffers of all sockets are full

        othersAreAnswered();
        Thread.sleep(6000);
        long open = 0;
        for (SocketChannel client : clients) {
            open += isOpen(client) ? 1 : 0;
        }
        assertThat(open).as("connections still open").isZero();
    }

    @Test
    void bodiesThatDoNotArriveTakeNoRoom() throws Exception {
        for (int i = 0; i < 40; i++) {
            connect("POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + Service.LIMITS.body()
                    + "\r\n\r\nx");
        }
        othersAreAnswered();
    }

    @Test
    void chunkedBodiesThatArriveSlowlyAreAllAnswered() throws Exception {
        String head = "POST " + PREDICT
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (int i = 0; i < 12; i++) {
            connect(head + "5\r\n" + PIXELS.substring(0, 5) + "\r\n");
        }
        String rest = PIXELS.substring(5);
        for (SocketChannel client : clients) {
            client.write(ascii(Integer.toHexString(rest.length()) + "\r\n" + rest + "\r\n0\r\n\r\n"));
        }
        for (SocketChannel client : clients) {
            client.configureBlocking(true);
            ByteBuffer answer = ByteBuffer.allocate(12);
            client.read(answer);
            assertThat(new String(answer.array(), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void largeBodiesThatAreHeldLeaveRoomForSmallOnes() throws Exception {
        byte[] part = new byte[Service.LIMITS.body() - 1];
        for (int i = 0; i < 8; i++) { // together all of the room
            SocketChannel client = connect("POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + Service.LIMITS.body() + "\r\n\r\n");
            client.configureBlocking(true);
            client.write(ByteBuffer.wrap(part));
        }
        othersAreAnswered();
    }

    private void othersAreAnswered() {
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertThat(service.get("/api/health").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(service.postJson(PREDICT, PIXELS).statusCode()).isEqualTo(200);
        }
    }

    private SocketChannel connect(String request) throws IOException {
        SocketChannel client = SocketChannel.open();
        clients.add(client);
        client.setOption(StandardSocketOptions.SO_RCVBUF, 1024);
        client.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), service.uri("/").getPort()));
        client.configureBlocking(false);
        client.write(ascii(request));
        return client;
    }

    /** Whether a client can still send: the server has not closed the connection. */
    private static boolean isOpen(SocketChannel client) throws InterruptedException {
        try {
            for (int i = 0; i < 3; i++) {
                if (client.write(ascii("x")) == 0) {
                    return true;
                }
                Thread.sleep(5);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
