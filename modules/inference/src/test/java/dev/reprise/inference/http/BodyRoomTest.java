package dev.reprise.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private static final Limits LIMITS = new Limits(
            1,
            Duration.ZERO,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(35),
            8 * Limits.KILOBYTE,
            10_000_000,
            16_000_000);

    @Test
    void itIsBoundedByTheHeap() {
        assertThat(BodyRoom.size(LIMITS, 4L << 30)).isEqualTo(80_000_000);
        assertThat(BodyRoom.size(LIMITS, 256_000_000)).isEqualTo(64_000_000);
        assertThat(BodyRoom.size(LIMITS, 64_000_000)).isEqualTo(16_000_000);
        assertThat(BodyRoom.size(LIMITS, 16_000_000)).as("one of the largest").isBetween(13_000_000, 14_000_000);
    }

    @Test
    void whatIsReleasedCanBeTakenAgain() {
        BodyRoom room = new BodyRoom(LIMITS);
        for (int i = 0; i < 100; i++) {
            BodyRoom.Share share = room.share();
            assertThat(share.take(5_000_000)).isTrue();
            assertThat(share.take(5_000_000)).isTrue();
            share.release();
            share.release();
            assertThat(share.take(1)).as("after its end").isFalse();
        }
    }

    @Test
    void largeBodiesLeaveRoomForTheFirstPartOfOthers() {
        BodyRoom room = new BodyRoom(LIMITS);
        for (int megabytes = 10; megabytes > 0; megabytes--) {
            while (room.share().take(1_000_000 * megabytes)) {
                assertThat(room.share().take(200_000)).isTrue();
            }
        }
        assertThat(room.share().take(200_000)).isTrue();
    }
}
