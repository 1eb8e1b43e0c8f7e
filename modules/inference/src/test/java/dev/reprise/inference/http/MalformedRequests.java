package dev.reprise.inference.http;

import dev.reprise.inference.TestImages;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Thousands of malformed requests of many kinds; the same for the same seed. */
final class MalformedRequests {
    private static final String PREDICT = "/api/models/corners/predict";
    private static final BufferedImage PICTURE = TestImages.filled(9, 7, Color.ORANGE);
    private static final List<byte[]> IMAGES = List.of(
            TestImages.encoded(PICTURE, "png"),
            TestImages.encoded(PICTURE, "jpg"),
            TestImages.encoded(PICTURE, "gif"),
            TestImages.encoded(PICTURE, "bmp"),
            TestImages.encoded(PICTURE, "tif"));
    private static final List<String> JSON = List.of(
            "{\"pixels\":[[0,255],[255,0]],\"fit\":\"stretch\",\"showInput\":true}",
            "{\"pixels\":[1,2,3,4],\"width\":2,\"height\":2}");
    private static final List<String> WRONG_JSON = List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"pixels\":null}",
            "{\"pixels\":[]}",
            "{\"pixels\":[[]]}",
            "{\"pixels\":[[1],[1,2]]}",
            "{\"pixels\":[[[[1]]]]}",
            "{\"pixels\":[1.5],\"width\":1,\"height\":1}",
            "{\"pixels\":[-1],\"width\":1,\"height\":1}",
            "{\"pixels\":[1e2],\"width\":1,\"height\":1}",
            "{\"pixels\":[01],\"width\":1,\"height\":1}",
            "{\"pixels\":[99999999999999999999],\"width\":1,\"height\":1}",
            "{\"pixels\":[\"1\"]}",
            "{\"pixels\":[true]}",
            "{\"pixels\":[[1]],\"pixels\":[[1]]}",
            "{\"pixels\":[[1]],\"width\":0}",
            "{\"pixels\":[[1]],\"width\":2}",
            "{\"pixels\":[[1]],\"width\":2147483648}",
            "{\"pixels\":[1],\"width\":2147483647,\"height\":2147483647}",
            "{\"pixels\":[1,2],\"width\":1,\"height\":1,\"channels\":2}",
            "{\"pixels\":[[1]],\"fit\":\"none\"}",
            "{\"pixels\":[[1]],\"fit\":7}",
            "{\"pixels\":[[1]],\"showInput\":\"yes\"}",
            "{\"pixels\":[[1]],\"file\":\"/etc/passwd\"}",
            "{\"pixels\":[[1]]} trailing",
            "{\"pixels\":[[1]]",
            "{\"pixels\":[[1]",
            "{\"pixels\":[[1,",
            "{'pixels':[[1]]}",
            "{\"a\":" + "[".repeat(5000),
            "{\"pixels\":" + "[".repeat(5000),
            "{\"" + "x".repeat(60_000) + "\":1}",
            "{\"width\":" + "1".repeat(5000) + "}");
    private static final List<String> WRONG_HTTP = List.of(
            "\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /%c0%ae%c0%ae/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/models/%2e%2e HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/models/a;%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST " + PREDICT + "?fit=%zz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx",
            "POST " + PREDICT + "?& HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx",
            "POST " + PREDICT
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png; charset\r\nContent-Length: 1\r\n\r\nx",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json; charset=none\r\n"
                    + "Content-Length: 1\r\n\r\nx",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=\"b\r\n"
                    + "Content-Length: 1\r\n\r\nx",
            "GET / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=9-1,x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: never\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: \"=;;=\u0001\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: \u00ff/;q=x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: the-unexpected\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(3000) + "\r\n",
            "CONNECT a:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nshort",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST " + PREDICT + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "POST " + PREDICT
                    + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            "POST " + PREDICT
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
            "POST " + PREDICT + "?%=%&fit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
    private static final List<String> CONTENT_TYPES = List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=" + "b".repeat(300),
            "multipart/form-data; boundary=b; charset=none",
            "multipart/mixed; boundary=b",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "application/json;;;=",
            ";",
            "image/png; charset=\u0001",
            "text/plain; charset=no-such-charset");

    private final Random random;

    MalformedRequests(long seed) {
        this.random = new Random(seed);
    }

    /** The next request, as bytes. */
    byte[] next() {
        return switch (random.nextInt(8)) {
            case 0 -> any(WRONG_HTTP).getBytes(StandardCharsets.ISO_8859_1);
            case 1 -> post("application/json", any(WRONG_JSON).getBytes(StandardCharsets.UTF_8));
            case 2 -> post("application/json", damaged(any(JSON).getBytes(StandardCharsets.UTF_8)));
            case 3 -> post("image/png", damaged(any(IMAGES)));
            case 4 -> post("multipart/form-data; boundary=b", damaged(multipart()));
            case 5 -> post(any(CONTENT_TYPES), damaged(random.nextBoolean() ? multipart() : any(IMAGES)));
            case 6 -> damaged(post("image/png", any(IMAGES)));
            default -> post("image/png", random.nextBoolean() ? noise() : claim());
        };
    }

    private byte[] multipart() {
        return Multipart.of("b", IMAGES.subList(0, 1 + random.nextInt(IMAGES.size())));
    }

    /** Cut off, or with bytes changed, removed or repeated. */
    private byte[] damaged(byte[] good) {
        byte[] bad = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            case 1 -> {
                int from = random.nextInt(bad.length);
                int to = Math.min(bad.length, from + 1 + random.nextInt(16));
                System.arraycopy(bad, to, bad, from, bad.length - to);
                bad = Arrays.copyOf(bad, bad.length - (to - from));
            }
            case 2 -> {
                bad = Arrays.copyOf(bad, 2 * bad.length);
                System.arraycopy(good, 0, bad, good.length, good.length);
            }
            default -> {
                for (int i = 0; i <= random.nextInt(20); i++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bad;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(5000)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] claim() {
        return TestImages.pngThatClaims(1 + random.nextInt(100_000), 1 + random.nextInt(100_000));
    }

    private static byte[] post(String contentType, byte[] body) {
        return Wire.request("POST", PREDICT, "Content-Type: " + contentType + "\r\n", body);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
