package dev.reprise.inference.http.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** Decompresses the body of a request as its Content-Encoding says (RFC 9110, 8.4). */
public final class ContentCoding {
    private static final String BROTLI = "br"; // RFC 7932
    private static final int BROTLI_WINDOW = 1 << 24; // bytes that its decoder may keep
    private static final int PART = 1 << 14; // bytes

    private ContentCoding() {}

    /**
     * The content of a body.
     *
     * @param encoding the header's value; empty if there is none
     * @param most how many bytes the content may have
     * @param taken gets the number of bytes that are about to be added to it; may refuse them
     * @throws Problem 415 for another encoding, 413 for too much, 400 for damaged data
     */
    public static byte[] decode(String encoding, byte[] body, int most, IntConsumer taken) {
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("identity")) {
            return body;
        }
        if (name.equals(BROTLI)) {
            taken.accept(Math.min(BROTLI_WINDOW, most));
        }
        try (InputStream in = open(name, new ByteArrayInputStream(body))) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] part = new byte[PART];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                if (content.size() + n > most) {
                    throw new Problem(
                            413, "the body is larger than the " + most + " bytes allowed once it is decompressed");
                }
                taken.accept(n);
                content.write(part, 0, n);
            }
            return content.toByteArray();
        } catch (IOException e) {
            throw new Problem(400, "the body is not the " + name + " data that its Content-Encoding says", e);
        }
    }

    private static InputStream open(String name, InputStream body) throws IOException {
        return switch (name) {
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            case BROTLI -> new BrotliInputStream(body);
            case "deflate" -> new InflaterInputStream(body);
            default -> throw new Problem(415, "unknown Content-Encoding: expected gzip, deflate, br or none");
        };
    }
}
