package dev.reprise.app.mlp;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.results.Measure.TEST_ACCURACY;

import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trend;
import dev.reprise.training.experiment.Trial;
import java.util.stream.Stream;

/**
 * {@code first-mnist} with dropout from 0 to 0.95: question 5 of first-mnist.txt.
 *
 * <p>What to see: a high rate costs much. Up to about a half it changes next to nothing: between two linear layers without an
 * activation dropout has no overfitting to hold back.
 */
final class FirstMnistDropoutRates {
    static final Sweep SWEEP = Sweep.named("first-mnist-dropout-rates")
            .text("first-mnist", "问题5.Dropout比例为0.2,设为其他值会更好吗?")
            .toSee("the accuracy falls steeply at a high rate")
            .over(Stream.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
                    .map(FirstMnistDropoutRates::trial)
                    .toList())
            .withTrends(Trend.fallsAtTheEnd(TEST_ACCURACY, 0.01)); // ours: ten times the spread over seeds

    private FirstMnistDropoutRates() {}

    private static Trial trial(double rate) {
        return Trial.of(FirstMnist.EXPERIMENT
                        .withNet(flatten(), linear(256), dropout(rate), linear(10))
                        .withFigures())
                .with("dropout", rate);
    }
}
