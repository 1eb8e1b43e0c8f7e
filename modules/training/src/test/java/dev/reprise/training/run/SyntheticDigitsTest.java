package dev.reprise.training.run;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.net.Layer;
import dev.reprise.testkit.Slow;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthetic digits are worth training on: too hard for a linear model, not for convolutions. */
@Slow
class SyntheticDigitsTest {
    @TempDir
    private Path out;

    @Test
    void linearModelStaysUnder95Percent() {
        assertThat(testAccuracy(10, flatten(), linear(10), logSoftmax())).isLessThan(0.95);
    }

    @Test
    void convolutionalNetPasses97Percent() {
        assertThat(testAccuracy(
                        3,
                        conv(16, 5),
                        relu(),
                        maxPool(2),
                        conv(32, 5),
                        relu(),
                        maxPool(2),
                        flatten(),
                        linear(10),
                        logSoftmax()))
                .isGreaterThan(0.97);
    }

    private double testAccuracy(int epochs, Layer... layers) {
        Experiment experiment = Experiment.named("digits")
                .text("none", "none")
                .lookFor("nothing")
                .dataset("synthetic-digits")
                .preprocessing(normalized(0.107, 0.251))
                .net(layers)
                .initialValues(pytorchDefaults())
                .criterion(negativeLogLikelihood())
                .optimizer(adam(0.001).betas(0.9, 0.999).epsilon(1e-8))
                .batchSize(64)
                .order(SHUFFLED)
                .epochs(epochs)
                .build();
        RunOptions options = new RunOptions(Optional.empty(), OptionalInt.empty(), 3, "cpu", OptionalInt.empty(), out);
        return Run.run(experiment, Request.of(Overrides.none(), options), Progress.silent(), () -> false)
                .scores()
                .orElseThrow()
                .test()
                .accuracy()
                .orElseThrow();
    }
}
