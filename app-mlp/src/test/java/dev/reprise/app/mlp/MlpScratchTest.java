package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.BLOCKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.run.Request;
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
        Experiment fromScratch = MlpScratch.EXPERIMENT.toBuilder()
                .dataset("synthetic-digits")
                .epochs(2)
                .build();
        Experiment byBlocks = fromScratch
                .variant("mlp-twin", "the same with DJL's blocks")
                .forwardPass(BLOCKS)
                .build();

        assertThat(losses(fromScratch)).usingComparatorWithPrecision(1e-4).containsExactly(losses(byBlocks));
    }

    private double[] losses(Experiment experiment) throws IOException {
        RunOptions options = new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out);
        RunOutcome outcome = Run.run(experiment, Request.of(Overrides.none(), options), Progress.silent(), () -> false);
        double[] losses = Files.readAllLines(outcome.folder().resolve("steps.csv")).stream()
                .skip(1)
                .limit(50)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                .toArray();
        assertThat(losses).hasSize(50);
        return losses;
    }
}
