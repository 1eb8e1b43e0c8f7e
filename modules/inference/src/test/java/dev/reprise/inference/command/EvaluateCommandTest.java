package dev.reprise.inference.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.files.Json;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.TestImages;
import dev.reprise.inference.TrainedNet;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {
    @TempDir
    private Path temp;

    @Test
    void refusesALabelledSetOfAnotherShape() {
        Path run = SmallNets.corners(temp.resolve("run"));
        Path set = temp.resolve("set");
        for (String name : SmallNets.CORNERS) {
            for (String split : List.of("train", "test")) {
                TestImages.write(
                        set.resolve(split).resolve(name).resolve("1.png"), TestImages.filled(4, 4, Color.GRAY));
            }
        }
        Shell shell = Shell.run("evaluate", run, "--dataset", "folder:" + set);
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err())
                .startsWith("evaluate: corners has input (1, 4, 4), the images of folder:")
                .endsWith("have (1, 28, 28)\n")
                .hasLineCount(1);
    }

    @Test
    void printsFiguresAndConfusionAsJson() throws IOException {
        Path run = SmallNets.digits(temp.resolve("run"));
        Files.writeString(run.resolve("result.json"), "{\"seed\": 7, \"status\": \"finished\"}");
        Shell shell = Shell.run("evaluate", run, "--dataset", "synthetic-digits", "--json");
        JsonNode json = Json.MAPPER.readTree(shell.out());
        double expected;
        try (Classifier classifier = Classifier.open(run, "cpu")) {
            expected = classifier.evaluate(SyntheticDigits.GRAY.load(7).test()).accuracy();
        }
        assertThat(json.path("accuracy").asDouble()).isEqualTo(expected);
        assertThat(json.path("synthetic").asBoolean()).isTrue();
        assertThat(json.path("images").asInt()).isEqualTo(2000);
        assertThat(json.path("perClass").path(3).path("class").asString()).isEqualTo("3");
        assertThat(json.path("confusion").size()).isEqualTo(10);
        assertThat(Shell.run("evaluate", run.resolve("model"), "--dataset", "synthetic-digits", "--json")
                        .out())
                .isEqualTo(shell.out());
    }

    @Test
    void givesTheFiguresOfTheTrainingRun() throws IOException {
        Path run = TrainedNet.syntheticDigits();
        JsonNode trained = Json.MAPPER.readTree(Files.readAllBytes(run.resolve("result.json")));
        JsonNode evaluated =
                Json.MAPPER.readTree(Shell.run("evaluate", run, "--json").out());
        assertThat(evaluated.path("accuracy")).isEqualTo(trained.at("/final/test/accuracy"));
        assertThat(evaluated.path("confusion")).isEqualTo(trained.path("confusion"));
        assertThat(evaluated.path("perClass")).isEqualTo(trained.path("perClass"));
    }

    @Test
    void printsATable() {
        Path run = SmallNets.digits(temp.resolve("run"));
        Shell shell = Shell.run("evaluate", run, "--dataset", "synthetic-digits", "--seed", 3);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).startsWith("synthetic-digits (synthetic): 2,000 test images, accuracy 0.");
        assertThat(shell.out().lines()).hasSize(2 + 11 + 2 + 10);
    }

    @Test
    void mistakesAreOneLine() {
        Path run = SmallNets.digits(temp.resolve("run"));
        mistake("no data set 'made-up'", run);
        mistake("did you mean mnist?", run, "--dataset", "mnits");
        mistake("no such folder (expected", run, "--dataset", "mnist", "--data", temp.resolve("nowhere"));
        mistake("no such folder (expected", run, "--dataset", "mnist", "--data", temp);
        mistake("Invalid value for option '--seed'", run, "--seed", "x");
    }

    private static void mistake(String message, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Shell shell = Shell.run(all);
        assertThat(shell.err()).startsWith("evaluate: ").contains(message).hasLineCount(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.exitCode()).isEqualTo(2);
    }
}
