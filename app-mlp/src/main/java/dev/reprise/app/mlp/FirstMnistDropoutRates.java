package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import java.util.stream.Stream;

/**
 * {@code first-mnist} with dropout rates from 0 to 0.95: question 5 of first-mnist.txt.
 *
 * <p>Look for: a high rate costs much. Up to about a half it changes next to nothing: between two linear layers without an
 * activation there is no overfitting for dropout to reduce.
 */
final class FirstMnistDropoutRates {
    static final Sweep SWEEP = Sweep.named("first-mnist-dropout-rates")
            .source(FirstMnistSections.DROPOUT)
            .lookFor("the accuracy falls steeply at a high dropout rate")
            .over(Stream.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
                    .map(FirstMnistDropoutRates::trial)
                    .toList())
            .expect(fallsAtTheEnd(TEST_ACCURACY, 0.01)); // ours: ten times the spread over seeds

    private FirstMnistDropoutRates() {}

    private static Trial trial(double rate) {
        return Trial.of(FirstMnist.EXPERIMENT
                        .trial()
                        .net(flatten(), linear(256), dropout(rate), linear(10))
                        .build())
                .with("dropout", rate);
    }
}
