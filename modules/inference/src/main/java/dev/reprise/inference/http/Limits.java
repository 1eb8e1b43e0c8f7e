package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import java.time.Duration;

/**
 * How much a service takes on.
 *
 * @param largestBatch images that go through a net at once; a request has no more
 * @param longestWait of an image for others to join its batch
 * @param queue images that wait for a net; more are refused
 * @param deadline from a request's arrival to its answer
 * @param exchange from a request's first byte to the last of its answer; then the connection is closed
 * @param body bytes of a request
 * @param pixels of a picture, before it is decoded
 */
record Limits(
        int largestBatch,
        Duration longestWait,
        int queue,
        Duration deadline,
        Duration exchange,
        int body,
        long pixels) {
    static final int MEGABYTE = 1_000_000;
    private static final int MOST_MEGABYTES = 1000;

    Limits {
        require("--max-batch", largestBatch, 1, 10_000);
        require("--max-wait", longestWait.toMillis(), 0, Math.min(60_000, deadline.toMillis() - 1));
        require("--queue", queue, largestBatch, 1_000_000);
        require("--deadline", deadline.toSeconds(), 1, 3600);
        require("--max-body", body / MEGABYTE, 1, MOST_MEGABYTES);
        require("--max-megapixels", pixels / MEGABYTE, 1, 50);
    }

    /** Bytes of a body of so many megabytes. */
    static int body(int megabytes) {
        require("--max-body", megabytes, 1, MOST_MEGABYTES);
        return megabytes * MEGABYTE;
    }

    /** What is said of a body that is larger. */
    String tooLarge() {
        return "the body has more than " + body + " bytes: send fewer or smaller images";
    }

    private static void require(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new DataException("%s: expected %d to %d, is %d".formatted(option, least, most, value));
        }
    }
}
