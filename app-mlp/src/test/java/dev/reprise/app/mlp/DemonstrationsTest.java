package dev.reprise.app.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.CheckResult;
import dev.reprise.training.Runner;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationsTest {
    @TempDir
    private Path out;

    @Test
    void everyGradientFromScratchIsRight() throws IOException {
        Outcome outcome = show(Gradcheck.DEMONSTRATION);

        assertThat(outcome.checks()).hasSize(2).allMatch(CheckResult::confirmed);
        assertThat(outcome.lines())
                .anySatisfy(line -> assertThat(line).startsWith("npnet: ReLU ").endsWith(" true"));
        assertThat(Files.readAllLines(outcome.folder().resolve("gradcheck.csv")))
                .anyMatch(line -> line.startsWith("conv,parameter 1,\"(3, 2, 3, 3)\",54,"));
    }

    @Test
    void activationsFromScratchAreThoseOfAutograd() throws IOException {
        Outcome outcome = show(ActivationFunctions.DEMONSTRATION);

        assertThat(outcome.checks()).singleElement().matches(CheckResult::confirmed);
        assertThat(Files.readAllLines(outcome.folder().resolve("activations.csv")))
                .hasSize(161)
                .startsWith("x,relu,relu_derivative,sigmoid,sigmoid_derivative,tanh,tanh_derivative")
                .contains("0.0,0.0,0.0,0.5,0.25,0.0,1.0");
    }

    @Test
    void theDropoutLayerKeepsZeroesAndDoubles() {
        Outcome outcome = show(DropoutLayer.DEMONSTRATION);

        assertThat(outcome.checks()).hasSize(4).allMatch(CheckResult::confirmed);
        assertThat(outcome.lines())
                .startsWith("X:", "  [  0.0   1.0   2.0   3.0   4.0   5.0   6.0   7.0]")
                .contains("  [  0.0   0.0   0.0   0.0   0.0   0.0   0.0   0.0]");
    }

    private Outcome show(Demonstration demonstration) {
        RunOptions options =
                new RunOptions(Optional.empty(), OptionalInt.empty(), 231, "cpu", OptionalInt.empty(), out);
        return new Runner(Progress.silent(), () -> false).run(demonstration, Request.of(Overrides.none(), options));
    }
}
