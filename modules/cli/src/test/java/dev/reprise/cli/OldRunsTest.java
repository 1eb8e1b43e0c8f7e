package dev.reprise.cli;

import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import dev.reprise.data.Preprocessing;
import dev.reprise.net.Json;
import dev.reprise.testkit.OldRuns;
import dev.reprise.training.Criterion;
import dev.reprise.training.Expectation;
import dev.reprise.training.Experiment;
import dev.reprise.training.Figure;
import dev.reprise.training.Measure;
import dev.reprise.training.Order;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import dev.reprise.training.update.UpdateRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code run --resume} of a run that commit 120da67 left unfinished. */
class OldRunsTest {
    /** As app-mlp has it. */
    private static final Experiment LINEAR = Experiment.named("linear")
            .text("npnet", "串型网络")
            .toSee("a linear model reaches about 80 % on clothes and does not overfit")
            .dataset("fashion-mnist")
            .preprocessing(Preprocessing.none())
            .net(flatten(), linear(10))
            .initialValues(InitialValues.of(InitialWeights.normal(0.01), InitialBiases.zero()))
            .criterion(Criterion.crossEntropy())
            .updateRule(UpdateRule.adam(1e-5, 0.9, 0.999, 1e-8).withWeightDecay(1e-3))
            .batchSize(10, Order.SHUFFLED)
            .epochs(20)
            .figure(Figure.testAccuracy(0.775).within(0.025, "the text prints a range, 0.75–0.80"))
            .expect(Expectation.atMost(Measure.ACCURACY_GAP, 0.06, "it does not overfit"))
            .build();

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private OldRuns old;

    @BeforeEach
    void copy() {
        old = OldRuns.copyTo(temp);
    }

    @Test
    void isRefusedInOneLineThatSaysWhatChanged() throws IOException {
        Path run = old.run("linear");
        String before = Files.readString(run.resolve("epochs.csv"));
        assertThat(resume()).isEqualTo(2);
        assertThat(err.toString().strip())
                .contains("DJL: 0.35.1 → " + Engine.getDjlVersion(), "--force")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
        assertThat(run.resolve("epochs.csv")).hasContent(before);
        assertThat(run.resolve("checkpoint/state.json")).isRegularFile();
    }

    @Test
    void goesOnFromItsCheckpointWhenForced() throws IOException {
        Path run = old.run("linear");
        List<String> before = Files.readAllLines(run.resolve("checkpoint/epochs.csv"));
        assertThat(resume("--epochs", "40", "--force", "--quiet"))
                .as(err.toString())
                .isZero();
        List<String> after = Files.readAllLines(run.resolve("epochs.csv"));
        assertThat(after).hasSize(41).startsWith(before.toArray(String[]::new));
        assertThat(run.resolve("model/net.json")).isRegularFile();
        assertThat(run.resolve("checkpoint")).doesNotExist();
        assertThat(json(run, "result.json").path("status").asString()).isEqualTo("finished");
        assertThat(json(run, "experiment.json").path("overridden").toString())
                .contains("from epoch 30 on", "epochs: 200 → 40");
        assertThat(trainingAccuracy(after.get(40))).isGreaterThan(trainingAccuracy(after.get(29)));
    }

    @Test
    void reportHasTheRowsThatItHad() throws IOException {
        assertThat(run("report", "--out", old.out().toString(), "--format", "csv"))
                .isZero();
        List<String> then = Files.readAllLines(old.printed().resolve("report.csv"));
        assertThat(out.toString().lines().skip(1)).containsExactlyElementsOf(then.subList(1, then.size()));
    }

    /** The training accuracy in a line of epochs.csv. */
    private static double trainingAccuracy(String line) {
        return Double.parseDouble(line.split(",", -1)[3]);
    }

    private static JsonNode json(Path run, String name) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(run.resolve(name)));
    }

    private int resume(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("run", "linear", "--resume", "--out", old.out().toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return App.over("app-test", List.of(LINEAR))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
