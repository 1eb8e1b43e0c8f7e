package dev.reprise.app.mlp;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.training.Measure.TEST_ACCURACY;

import dev.reprise.training.Sweep;
import dev.reprise.training.Trend;
import dev.reprise.training.Trial;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code first-mnist} with dropout from 0 to 0.95: question 5 of first-mnist.txt.
 *
 * <p>What to see: a high rate costs much. Up to about a half it changes next to nothing: between two linear layers without an
 * activation dropout has no overfitting to hold back.
 */
final class FirstMnistDropoutRates {
    private static final String NAME = "first-mnist-dropout-rates";
    private static final String SEE = "the accuracy falls steeply at a high rate";
    private static final String SECTION = "问题5.Dropout比例为0.2,设为其他值会更好吗?";

    static final Sweep SWEEP = Sweep.of(
                    NAME,
                    "first-mnist",
                    SECTION,
                    SEE,
                    Sweep.Goal.NONE,
                    Stream.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
                            .map(FirstMnistDropoutRates::trial)
                            .toList())
            .withTrends(Trend.fallsAtTheEnd(TEST_ACCURACY, 0.01)); // ours: ten times the spread over seeds

    private FirstMnistDropoutRates() {}

    private static Trial trial(double rate) {
        return new Trial(
                Map.of("dropout", Double.toString(rate)),
                FirstMnist.EXPERIMENT
                        .as(NAME, SEE)
                        .withText("first-mnist", SECTION)
                        .withNet(flatten(), linear(256), dropout(rate), linear(10))
                        .withFigures());
    }
}
