package dev.reprise.cli;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import dev.reprise.files.Json;
import dev.reprise.net.SavedNet;
import dev.reprise.training.experiment.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class AppTest {
    static final Experiment TINY = Experiment.named("tiny-mlp")
            .text("a-text", "a section")
            .lookFor("that it learns")
            .dataset("synthetic-digits")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(16), relu(), linear(10))
            .initialValues(pytorchDefaults())
            .criterion(crossEntropy())
            .optimizer(adam(0.003).betas(0.9, 0.999).epsilon(1e-8))
            .batchSize(50)
            .order(SHUFFLED)
            .epochs(1)
            .publishes(testAccuracy(0.9).within(0.2, "invented for the test"))
            .build();

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void runTrainsSavesAndPrintsTheVerdict() {
        int code = run("run", "tiny-mlp", "--limit", "500", "--out", temp.toString());
        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("test accuracy")
                .contains("(published 0.9 ± 0.2): no verdict, synthetic data")
                .contains("net: " + temp);
        assertThat(err.toString()).contains("with 1 thread", "epoch 1/1", "first step");
        String folder = out.toString()
                .lines()
                .filter(line -> line.startsWith("net: "))
                .findFirst()
                .orElseThrow();
        assertThat(SavedNet.open(Path.of(folder.substring(5))).description().name())
                .isEqualTo("tiny-mlp");
    }

    @Test
    void quietRunPrintsResultsOnly() {
        assertThat(run("run", "tiny-mlp", "--limit", "100", "--quiet", "--out", temp.toString()))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("net: ");
    }

    @Test
    void seedsGiveMeanDeviationAndRange() throws IOException {
        assertThat(run("run", "tiny-mlp", "--limit", "200", "--seeds", "3", "--out", temp.toString()))
                .isZero();
        assertThat(out.toString())
                .containsPattern("test accuracy 0\\.\\d{4} ± 0\\.\\d{4} \\[0\\.\\d{4}, 0\\.\\d{4}] over 3 runs");
        try (Stream<Path> folders = Files.list(temp.resolve("tiny-mlp"))) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(4);
            Path sweep = all.stream()
                    .filter(path -> path.toString().endsWith("-sweep"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllLines(sweep.resolve("sweep.csv"))).hasSize(4);
            assertThat(Json.MAPPER
                            .readTree(Files.readString(sweep.resolve("sweep.json")))
                            .get("runs")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void listSaysWhatThereIs() {
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains(
                        "tiny-mlp",
                        "a-text: a section",
                        "linear units=16",
                        "test accuracy 0.9 ± 0.2",
                        "that it learns");
    }

    @Test
    void listAsJsonHoldsEveryValue() {
        assertThat(run("list", "--json")).isZero();
        JsonNode json = Json.MAPPER.readTree(out.toString());
        assertThat(json.at("/0/training/batchSize").asInt()).isEqualTo(50);
        assertThat(json.at("/0/training/optimizer/learningRate").asDouble()).isEqualTo(0.003);
    }

    @Test
    void summaryCountsWithoutAnEngine() {
        assertThat(run("summary", "tiny-mlp")).isZero();
        assertThat(out.toString())
                .containsPattern("total +12,730 +12,730") // 784·16 + 16 + 16·10 + 10
                .containsPattern("parameters +5[0-9]\\.[0-9] kB");
    }

    @Test
    void exploreShowsASet() throws IOException {
        Path picture = temp.resolve("digits.png");
        assertThat(run("explore", "synthetic-digits", "--picture", picture.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("training: 12,000 images, each (1, 28, 28), in 10 classes")
                .containsPattern("5\\. first labels:\\n(\\d ){9}\\d\\n")
                .contains("standard deviation");
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(400);
    }

    @Test
    void reportCountsNoRunOnSyntheticData() {
        String runs = temp.resolve("all").toString();
        assertThat(run("run", "tiny-mlp", "--limit", "50", "--quiet", "--out", runs))
                .isZero();
        out.getBuffer().setLength(0);
        assertThat(run("report", "--out", runs)).isZero();
        assertThat(out.toString().strip().lines()).hasSize(2); // the head of the table
        usageError("not a run folder: ", "report", temp.toString());
    }

    @Test
    void reportMakesAPageOfARunWithItsNetAndImages() throws IOException {
        String runs = temp.resolve("all").toString();
        assertThat(run("run", "tiny-mlp", "--limit", "200", "--seeds", "2", "--quiet", "--out", runs))
                .isZero();
        out.getBuffer().setLength(0);
        assertThat(run("report", "tiny-mlp", "--out", runs)).isZero();
        Path page = Path.of(out.toString().strip());
        assertThat(page).content().contains("synthetic data", "Predictions", "linear units=16");
        assertThat(List.of("weights", "net", "mistakes", "predictions", "iterations"))
                .allSatisfy(
                        name -> assertThat(page.resolveSibling(name + ".png")).isNotEmptyFile());
        assertThat(run("report", "--format", "html", "--out", runs)).isZero();
        assertThat(temp.resolve("all/index.html")).content().contains("tiny-mlp/");
    }

    @Test
    void reportComparesRunsInEveryFormat() throws IOException {
        String runs = temp.resolve("all").toString();
        assertThat(run("run", "tiny-mlp", "--limit", "50", "--seeds", "2", "--quiet", "--out", runs))
                .isZero();
        String sweep;
        try (Stream<Path> folders = Files.list(temp.resolve("all/tiny-mlp"))) {
            sweep = folders.filter(path -> path.toString().endsWith("-sweep"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
        out.getBuffer().setLength(0);
        assertThat(run("report", sweep, "--format", "csv")).isZero();
        assertThat(out.toString().lines()).hasSize(3).first().asString().startsWith("experiment,seed,status,epochs,");
        out.getBuffer().setLength(0);
        assertThat(run("report", sweep, "--format", "json")).isZero();
        assertThat(Json.MAPPER
                        .readTree(out.toString())
                        .at("/differences/seed/1")
                        .asString())
                .isEqualTo("2");
        out.getBuffer().setLength(0);
        assertThat(run("report", sweep)).isZero();
        assertThat(out.toString().strip()).endsWith("report.html");
        assertThat(run("report", sweep, "--write", "x.md")).isEqualTo(2);
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("run", "list", "summary", "explore", "generate-completion", "Exit codes");
    }

    @Test
    void completionIsAShellScript() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("--learning-rate");
    }

    @Test
    void unknownExperimentGetsNearNames() {
        usageError("no experiment 'tiny-mpl' in app-test; did you mean tiny-mlp?", "run", "tiny-mpl");
    }

    @Test
    void impossibleNumbersAreRefusedBeforeAnythingIsWritten() {
        usageError("epochs must be at least 1, is 0", "run", "tiny-mlp", "--epochs", "0");
        usageError("'nan' is not a double", "run", "tiny-mlp", "--learning-rate", "nan");
        usageError("is NaN", "run", "tiny-mlp", "--learning-rate", "NaN");
        usageError("batch size must be at least 1, is -1", "run", "tiny-mlp", "--batch-size", "-1");
        usageError("limit must be at least 1, is 0", "run", "tiny-mlp", "--limit", "0");
        usageError("threads must be at least 1, is 0", "run", "tiny-mlp", "--threads", "0");
        usageError("tiny-mlp has no dropout (the rate of every dropout layer)", "run", "tiny-mlp", "--dropout", "0.3");
        usageError("seeds must be at least 1, is 0", "run", "tiny-mlp", "--seeds", "0");
        usageError("Unknown option: '--epoch'", "run", "tiny-mlp", "--epoch", "3");
    }

    @Test
    void deviceThatIsNotThereIsRefusedWithWhatIsMissing() {
        Assumptions.assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0, "there is a GPU");
        usageError("device gpu: ", "run", "tiny-mlp", "--device", "gpu");
        assertThat(err.toString()).containsAnyOf("no NVIDIA driver", "natives");
        usageError("expected auto, cpu, gpu or gpu1", "run", "tiny-mlp", "--device", "tpu");
    }

    @Test
    void folderWithoutTheSetIsRefusedAndNothingStandsInForIt() {
        usageError("expected", "run", "tiny-mlp", "--dataset", "mnist", "--data", temp.toString());
        usageError(
                "no such folder",
                "run",
                "tiny-mlp",
                "--dataset",
                "mnist",
                "--data",
                temp.resolve("nowhere").toString());
        usageError("did you mean mnist?", "explore", "mmist");
        usageError("no such", "run", "tiny-mlp", "--dataset", "folder:" + temp.resolve("nowhere"));
    }

    @Test
    void outThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThat(run("run", "tiny-mlp", "--limit", "50", "--out", file.toString()))
                .isEqualTo(2);
        assertOneLine("cannot create a run folder");
        assertThat(file).hasContent("x");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "/proc is the folder that even root cannot write to")
    void outThatCannotBeWrittenIsRefused() {
        assertThat(run("run", "tiny-mlp", "--limit", "50", "--out", "/proc/runs"))
                .isEqualTo(2);
        assertOneLine("cannot create a run folder");
    }

    @Test
    void divergedRunEndsWithOneLine() {
        int code = run("run", "tiny-mlp", "--limit", "500", "--learning-rate", "1e30", "--out", temp.toString());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines().filter(line -> line.startsWith("run: the loss became")))
                .hasSize(1);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void stacktraceIsShownWhenAskedFor() {
        assertThat(run("run", "nothing", "--stacktrace")).isEqualTo(2);
        assertThat(err.toString()).contains("\tat ");
    }

    private void usageError(String message, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + (arguments[0].equals("run") ? 2 : 0));
        if (arguments[0].equals("run")) {
            all[arguments.length] = "--out";
            all[arguments.length + 1] = temp.resolve("runs").toString();
        }
        err.getBuffer().setLength(0);
        assertThat(run(all)).as(String.join(" ", arguments)).isEqualTo(2);
        assertOneLine(message);
        assertThat(temp.resolve("runs")).doesNotExist();
    }

    private void assertOneLine(String message) {
        assertThat(err.toString()).contains(message);
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    private int run(String... arguments) {
        CommandLine line = AppCommandLine.over(AppTest.class, new AppExperiments("app-test", List.of(TINY)));
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
