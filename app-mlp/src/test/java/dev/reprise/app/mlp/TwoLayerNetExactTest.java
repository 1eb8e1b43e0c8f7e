package dev.reprise.app.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Verdict;
import dev.reprise.testkit.RealData;
import dev.reprise.testkit.Slow;
import dev.reprise.training.Runner;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.run.Outcome;
import dev.reprise.training.run.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TwoLayerNetExactTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** {@code two-layer-net-exact.json} is what NumPy gives, made by {@code two-layer-net-exact.py} beside it. */
    @Test
    @RealData
    @Slow
    void everyDigitThatTheTextPrintsComesOut(@TempDir Path out) throws IOException {
        RunOptions options = new RunOptions(
                Optional.of(Path.of(System.getenv("REPRISE_DATA"))),
                OptionalInt.empty(),
                1,
                "cpu",
                OptionalInt.empty(),
                out);

        Outcome outcome = new Runner(Progress.silent(), () -> false)
                .run(TwoLayerNetExact.DEMONSTRATION, Request.of(Overrides.none(), options));

        assertThat(outcome.checks()).hasSize(14).allMatch(CheckResult::confirmed);
        assertThat(outcome.verdicts()).hasSize(3).allMatch(verdict -> verdict.answer() == Verdict.Answer.REPRODUCED);
        assertThat(Files.readAllLines(outcome.folder().resolve("printed.txt")))
                .startsWith(
                        "(Iteration 1 / 4900) loss: 2.300089",
                        "(Epoch 0 / 10) train acc: 0.171000; val_acc: 0.170000",
                        "(Iteration 11 / 4900) loss: 2.258416")
                .endsWith(
                        "(Iteration 4891 / 4900) loss: 1.281954",
                        "(Epoch 10 / 10) train acc: 0.545000; val_acc: 0.483000");
        List<String> losses = Files.readAllLines(outcome.folder().resolve("losses.csv"));
        numpy().get("losses").forEachEntry((iteration, loss) -> {
            String[] row = losses.get(Integer.parseInt(iteration)).split(",", -1);
            assertThat(row[0]).isEqualTo(iteration);
            assertThat(Double.parseDouble(row[1]))
                    .as("iteration %s", iteration)
                    .isCloseTo(loss.doubleValue(), within(1e-9));
        });
    }

    private static JsonNode numpy() throws IOException {
        try (InputStream in = TwoLayerNetExactTest.class.getResourceAsStream("two-layer-net-exact.json")) {
            return JSON.readTree(in);
        }
    }
}
