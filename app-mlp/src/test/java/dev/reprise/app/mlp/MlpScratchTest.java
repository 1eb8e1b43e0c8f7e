package dev.reprise.app.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ForwardPass;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.run.Run;
import dev.reprise.training.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpScratchTest {
    @TempDir
    private Path out;

    @Test
    void fromTheSameWeightsItHasTheLossesOfItsConciseTwinOverTheFirstFiftySteps() throws IOException {
        Experiment byHand =
                MlpScratch.EXPERIMENT.withDataset("synthetic-digits").withEpochs(2);
        Experiment byLayers =
                byHand.toBuilder().written(ForwardPass.BY_LAYERS).build().as("mlp-twin", "the same by DJL's layers");

        assertThat(losses(byHand)).usingComparatorWithPrecision(1e-4).containsExactly(losses(byLayers));
    }

    private double[] losses(Experiment experiment) throws IOException {
        RunOptions options = new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out);
        RunOutcome outcome = Run.run(experiment, Overrides.none(), options, Progress.unheard(), () -> false);
        double[] losses = Files.readAllLines(outcome.folder().resolve("steps.csv")).stream()
                .skip(1)
                .limit(50)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                .toArray();
        assertThat(losses).hasSize(50);
        return losses;
    }
}
