package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import java.util.stream.Stream;

/**
 * {@code first-mnist} with 32 to 1024 units: question 2 of first-mnist.txt, plots 4.7 and 4.8.
 *
 * <p>Look for: the accuracy stops rising while the training time keeps growing.
 */
final class FirstMnistWidths {
    static final Sweep SWEEP = Sweep.named("first-mnist-widths")
            .source(FirstMnistSections.WIDTH)
            .lookFor("more units: the accuracy stops rising, the time grows")
            .over(Stream.of(32, 64, 128, 256, 512, 1024)
                    .map(FirstMnistWidths::trial)
                    .toList())
            .expect(
                    stopsRising(TEST_ACCURACY, 0.005), // ours: twice the spread over seeds
                    grows(SECONDS, 1.5)); // ours

    private FirstMnistWidths() {}

    private static Trial trial(int units) {
        return Trial.of(FirstMnist.EXPERIMENT
                        .trial()
                        .net(flatten(), linear(units), dropout(0.2), linear(10))
                        .build())
                .with("units", units);
    }
}
