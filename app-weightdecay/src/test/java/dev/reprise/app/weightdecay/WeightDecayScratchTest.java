package dev.reprise.app.weightdecay;

import static dev.reprise.training.experiment.Vocabulary.*;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightDecayScratchTest {
    private static final int EPOCHS = 13; // of four steps

    @TempDir
    private Path out;

    /** The concise version has no ½ in its loss: with half the rate and twice the decay its steps are the same. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 3"})
    void fromTheSameWeightsItHasTheLossesOfItsConciseTwinOverTheFirstFiftySteps(int which, double lambda)
            throws IOException {
        Experiment scratch = WeightDecayScratch.EXPERIMENTS.get(which).toBuilder()
                .epochs(EPOCHS)
                .build();
        Experiment concise = scratch.variant("twin", "the same with DJL's blocks and the optimizer's decay")
                .forwardPass(BLOCKS)
                .criterion(squaredError())
                .penalty(noPenalty())
                .optimizer(sgd(scratch.training().optimizer().learningRate() / 2)
                        .decays(WEIGHTS_ONLY)
                        .weightDecay(2 * lambda))
                .build();

        double[] halves = losses(concise);
        for (int i = 0; i < halves.length; i++) {
            halves[i] /= 2;
        }
        double[] ours = losses(scratch);
        assertThat(ours).hasSize(EPOCHS);
        for (int i = 0; i < EPOCHS; i++) {
            assertThat(Math.abs(ours[i] - halves[i])).isLessThanOrEqualTo(1e-4 * Math.max(1, halves[i]));
        }
    }

    /** The training losses on the whole set, after each epoch. */
    private double[] losses(Experiment experiment) throws IOException {
        RunOptions options = new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out);
        RunOutcome outcome = Run.run(experiment, Request.of(Overrides.none(), options), Progress.silent(), () -> false);
        List<String> rows = Files.readAllLines(outcome.folder().resolve("epochs.csv"));
        int column = List.of(rows.get(0).split(",", -1)).indexOf("train_loss");
        return rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[column]))
                .toArray();
    }
}
