package dev.reprise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetStatisticsTest {
    @Test
    void eachChannelHasItsOwnFigures() {
        byte[] pixels = {0, 51, 102, 102, (byte) 255, 51, 102, 102}; // (2, 2, 1, 2)
        SetStatistics statistics =
                SetStatistics.of(new ImageSet("x", new Shape(2, 1, 2), List.of("a", "b"), pixels, new int[] {1, 1}));
        assertThat(statistics.size()).isEqualTo(2);
        assertThat(statistics.classCounts()).containsExactly(0, 2);
        SetStatistics.Channel first = statistics.channels().get(0); // 0, 0.2, 1, 0.2
        assertThat(first.min()).isZero();
        assertThat(first.max()).isEqualTo(1);
        assertThat(first.mean()).isCloseTo(0.35, within(1e-12));
        assertThat(first.standardDeviation()).isCloseTo(Math.sqrt(0.1475), within(1e-12));
        assertThat(statistics.channels().get(1)).isEqualTo(new SetStatistics.Channel(0.4, 0.4, 0.4, 0));
    }
}
