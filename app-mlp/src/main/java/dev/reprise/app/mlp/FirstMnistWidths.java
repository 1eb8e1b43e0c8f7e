package dev.reprise.app.mlp;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.results.Measure.SECONDS;
import static dev.reprise.results.Measure.TEST_ACCURACY;

import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trend;
import dev.reprise.training.experiment.Trial;
import java.util.stream.Stream;

/**
 * {@code first-mnist} with 32 to 1024 units: question 2 of first-mnist.txt, figures 4.7 and 4.8.
 *
 * <p>What to see: the accuracy stops rising while the time goes on growing.
 */
final class FirstMnistWidths {
    static final Sweep SWEEP = Sweep.named("first-mnist-widths")
            .text("first-mnist", "问题2.第一层完全连接层(Linear)输出为什么要设为256?设为其他值会有何影响?")
            .toSee("more units: the accuracy stops rising, the time grows")
            .over(Stream.of(32, 64, 128, 256, 512, 1024)
                    .map(FirstMnistWidths::trial)
                    .toList())
            .withTrends(
                    Trend.stopsRising(TEST_ACCURACY, 0.005), // ours: twice the spread over seeds
                    Trend.grows(SECONDS, 1.5)); // ours

    private FirstMnistWidths() {}

    private static Trial trial(int units) {
        return Trial.of(FirstMnist.EXPERIMENT
                        .withNet(flatten(), linear(units), dropout(0.2), linear(10))
                        .withFigures())
                .with("units", units);
    }
}
