package dev.reprise.training.run;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.net.Torch;
import dev.reprise.results.FinalScores;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The same training on the GPU and on the CPU: they start alike and may drift apart by rounding only. */
@Tag("gpu")
@EnabledIf(
        value = "gpuIsThere",
        disabledReason = "gpu: the natives see no GPU; build with -Pcuda on a machine that has one")
class GpuTest {
    private static final double TOLERANCE = 5e-3; // of a loss near 2: float32 sums in another order, over 32 steps

    private static final Experiment EXPERIMENT = Experiment.named("gpu")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("synthetic-digits")
            .preprocessing(normalized(0.1307, 0.3081))
            .net(conv(8, 3), relu(), maxPool(2), flatten(), linear(10), logSoftmax()) // no dropout: its masks differ
            .initialValues(pytorchDefaults())
            .criterion(negativeLogLikelihood())
            .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
            .batchSize(32)
            .order(SHUFFLED)
            .epochs(1)
            .build();

    @TempDir
    private Path out;

    static boolean gpuIsThere() {
        return Torch.engine().getGpuCount() > 0;
    }

    @Test
    void trainsToTheSameLossAsTheCpu() {
        FinalScores cpu = scores("cpu");
        FinalScores gpu = scores("gpu");
        assertThat(gpu.train().loss()).isCloseTo(cpu.train().loss(), within(TOLERANCE));
        assertThat(gpu.test().accuracy().orElseThrow())
                .isCloseTo(cpu.test().accuracy().orElseThrow(), within(0.01));
    }

    private FinalScores scores(String device) {
        RunOptions options =
                new RunOptions(Optional.empty(), OptionalInt.of(1024), 1, device, OptionalInt.empty(), out);
        return Run.run(EXPERIMENT, Request.of(Overrides.none(), options), Progress.silent(), () -> false)
                .scores()
                .orElseThrow();
    }
}
