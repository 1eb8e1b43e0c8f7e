package dev.reprise.inference.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.files.Json;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.StrokeFont;
import dev.reprise.inference.TestImages;
import dev.reprise.inference.TrainedNet;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {
    @TempDir
    private Path temp;

    @Test
    void measuresAllPicturesOfAFolderAsPredictReadsThem() {
        Path folder = temp.resolve("own");
        for (int digit = 0; digit < 10; digit++) {
            Color paper = new Color(230, 225, 205);
            TestImages.write(
                    folder.resolve(digit + "/a.png"),
                    StrokeFont.row(Integer.toString(digit), 110, new Color(40, 40, 90), paper));
            if (digit > 4) {
                TestImages.write(
                        folder.resolve(digit + "/deep/b.jpg"),
                        StrokeFont.row(Integer.toString(digit), 160, Color.WHITE, Color.BLACK));
            }
        }
        Shell shell = Shell.run("evaluate", TrainedNet.syntheticDigits(), "--dataset", "folder:" + folder, "--json");
        assertThat(shell.err()).isEmpty();
        JsonNode json = Json.MAPPER.readTree(shell.out());
        assertThat(json.path("images").asInt()).isEqualTo(15);
        assertThat(json.path("fit").asString()).isEqualTo("drawing");
        int right = 15 - json.path("wrong").size();
        assertThat(right).isGreaterThanOrEqualTo(13);
        assertThat(json.path("accuracy").asDouble()).isEqualTo(right / 15.0);
        assertThat(json.at("/interval/low").asDouble()).isLessThan(right / 15.0);
        for (JsonNode wrong : json.path("wrong")) {
            String predicted = Shell.run(
                            "predict",
                            TrainedNet.syntheticDigits(),
                            wrong.path("image").asString(),
                            "--csv")
                    .out();
            assertThat(predicted).contains("," + wrong.path("predicted").asString() + ",");
        }
    }

    @Test
    void rejectsPicturesOfAFolderAsPredictDoes() {
        TestImages.write(temp.resolve("own/4/grid.png"), TestImages.grid());
        TestImages.write(temp.resolve("own/4/four.png"), StrokeFont.row("4", 110, Color.BLACK, Color.WHITE));
        JsonNode json = Json.MAPPER.readTree(Shell.run(
                        "evaluate",
                        TrainedNet.syntheticDigits(),
                        "--dataset",
                        "folder:" + temp.resolve("own"),
                        "--reject",
                        0.02,
                        "--json")
                .out());
        assertThat(json.at("/rejection/rejected").asInt()).isEqualTo(1);
        assertThat(json.at("/rejection/accuracyOfOthers").asDouble()).isEqualTo(1);
    }

    @Test
    void savesWhatIsWrongWithWhatTheNetSaw() throws IOException {
        Path run = SmallNets.colors(temp.resolve("run"));
        TestImages.write(temp.resolve("own/red/1.png"), TestImages.filled(9, 9, Color.RED));
        TestImages.write(temp.resolve("own/red/2.png"), TestImages.filled(3, 5, Color.BLUE));
        TestImages.write(temp.resolve("own/red/more/2.png"), TestImages.filled(3, 5, Color.BLUE));
        Path wrong = temp.resolve("wrong");
        Shell shell = Shell.run("evaluate", run, "--dataset", "folder:" + temp.resolve("own"), "--wrong", wrong);
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out())
                .contains("3 pictures, accuracy 0.3333 (95 % interval 0.0084–0.9057), fit stretch")
                .contains("wrong: 2 of 3\n  " + temp.resolve("own/red/2.png") + ": blue, 0.9647\n");
        try (Stream<Path> files = Files.list(wrong)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "red-as-blue-2.png",
                            "red-as-blue-2.png.input.png",
                            "red-as-blue-2-2.png",
                            "red-as-blue-2-2.png.input.png");
        }
        assertThat(Files.readAllBytes(wrong.resolve("red-as-blue-2.png")))
                .isEqualTo(Files.readAllBytes(temp.resolve("own/red/2.png")));
        mistake("is not empty: name a new folder", run, "--dataset", "folder:" + temp.resolve("own"), "--wrong", wrong);
    }

    @Test
    void aPictureThatCannotBeReadIsNamedAndTheOthersAreMeasured() {
        Path run = SmallNets.colors(temp.resolve("run"));
        TestImages.write(temp.resolve("own/red/1.png"), TestImages.filled(9, 9, Color.RED));
        TestImages.write(temp.resolve("own/blue/cut.png"), new byte[] {1, 2, 3});
        Shell shell = Shell.run("evaluate", run, "--dataset", "folder:" + temp.resolve("own"));
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("evaluate: not an image: ")
                .contains("cut.png")
                .hasLineCount(1);
        assertThat(shell.out()).contains(": 1 picture, accuracy 1.0000");
    }

    @Test
    void refusesAFolderWithAClassThatTheNetDoesNotHave() {
        Path run = SmallNets.colors(temp.resolve("run"));
        TestImages.write(temp.resolve("own/pink/1.png"), TestImages.filled(4, 4, Color.PINK));
        mistake(
                "1.png: is of class pink, the net has the classes red, green, blue",
                run,
                "--dataset",
                "folder:" + temp.resolve("own"));
    }

    @Test
    void printsScoresAndConfusionMatrixAsJson() throws IOException {
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
    void givesTheScoresOfTheTrainingRun() throws IOException {
        Path run = TrainedNet.syntheticDigits();
        JsonNode trained = Json.MAPPER.readTree(Files.readAllBytes(run.resolve("result.json")));
        JsonNode evaluated =
                Json.MAPPER.readTree(Shell.run("evaluate", run, "--json").out());
        assertThat(evaluated.path("accuracy")).isEqualTo(trained.at("/final/test/accuracy"));
        assertThat(evaluated.path("confusion")).isEqualTo(trained.path("confusion"));
        assertThat(evaluated.path("perClass")).isEqualTo(trained.path("perClass"));
    }

    @Test
    void rejectsTheShareOfTestImagesThatIsAsked() {
        JsonNode json =
                Json.MAPPER.readTree(Shell.run("evaluate", TrainedNet.syntheticDigits(), "--reject", 0.05, "--json")
                        .out());
        assertThat(json.at("/rejection/rejected").asInt()).isBetween(95, 105); // of 2,000
        assertThat(json.at("/rejection/accuracyOfOthers").asDouble())
                .isGreaterThanOrEqualTo(json.path("accuracy").asDouble());
    }

    @Test
    void printsATable() {
        Path run = SmallNets.digits(temp.resolve("run"));
        Shell shell = Shell.run("evaluate", run, "--dataset", "synthetic-digits", "--seed", 3);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out())
                .startsWith("synthetic-digits (synthetic): 2,000 test images, accuracy 0.")
                .contains("(95 % interval 0.");
        assertThat(shell.out().lines()).hasSize(2 + 11 + 2 + 10);
    }

    @Test
    void usageErrorsAreOneLine() {
        Path run = SmallNets.digits(temp.resolve("run"));
        mistake("no data set 'invented'", run);
        mistake("did you mean mnist?", run, "--dataset", "mnits");
        mistake("no such folder (expected", run, "--dataset", "mnist", "--data", temp.resolve("nowhere"));
        mistake("no such folder (expected", run, "--dataset", "mnist", "--data", temp);
        mistake("Invalid value for option '--seed'", run, "--seed", "x");
        mistake("--fit is for pictures of your own", run, "--dataset", "synthetic-digits", "--fit", "stretch");
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
