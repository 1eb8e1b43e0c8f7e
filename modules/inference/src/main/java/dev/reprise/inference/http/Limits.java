package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import java.time.Duration;

/**
 * The limits of a service.
 *
 * @param maxBatch images that go through a net at once, and images of one request
 * @param maxWait how long an image waits for others to join its batch
 * @param queue images waiting for a net; more are refused
 * @param deadline from a request's arrival to its answer
 * @param exchange from a request's first byte to the last byte of its answer; then the connection is closed
 * @param header bytes of a request's header
 * @param body bytes of a request
 * @param pixels of a picture, checked before it is decoded
 */
record Limits(
        int maxBatch,
        Duration maxWait,
        int queue,
        Duration deadline,
        Duration exchange,
        int header,
        int body,
        long pixels) {
    static final int KILOBYTE = 1024;
    static final int MEGABYTE = 1_000_000;
    private static final int MAX_MEGABYTES = 1000;

    Limits {
        require("--deadline", deadline.toSeconds(), 1, 3600);
        require("--max-batch", maxBatch, 1, 10_000);
        require("--max-wait", maxWait.toMillis(), 0, Math.min(60_000, deadline.toMillis() - 1));
        require("--queue", queue, maxBatch, 1_000_000);
        require("--max-header", header / KILOBYTE, 1, 1024);
        require("--max-body", body / MEGABYTE, 1, MAX_MEGABYTES);
        require("--max-megapixels", pixels / MEGABYTE, 1, 50);
    }

    /** The bytes of this many megabytes. */
    static int body(int megabytes) {
        require("--max-body", megabytes, 1, MAX_MEGABYTES);
        return megabytes * MEGABYTE;
    }

    /** The problem with a larger body. */
    String tooLarge() {
        return "the body is larger than " + body + " bytes: send fewer or smaller images";
    }

    private static void require(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new DataException("%s: expected %d to %d, got %d".formatted(option, min, max, value));
        }
    }
}
