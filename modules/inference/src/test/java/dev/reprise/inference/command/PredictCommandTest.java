package dev.reprise.inference.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.data.images.Images;
import dev.reprise.files.Json;
import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.StrokeFont;
import dev.reprise.inference.TestImages;
import dev.reprise.inference.TrainedNet;
import dev.reprise.inference.digits.Drawing;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PredictCommandTest {
    @TempDir
    private Path temp;

    private Path run;
    private Path red;
    private Path blue;

    @BeforeEach
    void makeANetAndPictures() {
        run = SmallNets.colors(temp.resolve("run"));
        red = TestImages.write(temp.resolve("images/red.png"), TestImages.filled(30, 20, Color.RED));
        blue = TestImages.write(temp.resolve("images/blue.bmp"), TestImages.filled(2, 2, Color.BLUE));
    }

    @Test
    void printsATable() {
        Shell shell = Shell.run("predict", run, red, blue);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.exitCode()).isZero();
        String wide = " ".repeat(blue.toString().length() - 4);
        assertThat(shell.out())
                .isEqualTo("file" + wide + "  class  probability\n"
                        + red + "   red         0.9647\n"
                        + blue + "  blue        0.9647\n");
    }

    @Test
    void rejectsWhatIsUnlikeTheTraining() {
        Path net = TrainedNet.syntheticDigits();
        Path four = TestImages.write(temp.resolve("four.png"), StrokeFont.row("4", 110, Color.BLACK, Color.WHITE));
        Path square = TestImages.write(temp.resolve("square.png"), TestImages.grid());
        Shell shell = Shell.run("predict", net, four, square, "--reject", 0.02, "--json");
        assertThat(shell.err()).isEmpty();
        JsonNode predictions = Json.MAPPER.readTree(shell.out()).path("predictions");
        assertThat(predictions.path(0).path("class").asString()).isEqualTo("4");
        assertThat(predictions.path(0).path("unsure").asBoolean()).isFalse();
        assertThat(predictions.path(0).path("familiarity").asDouble()).isGreaterThan(0.02);
        assertThat(predictions.path(1).path("unsure").asBoolean()).isTrue();
        assertThat(predictions.path(1).path("familiarity").asDouble()).isLessThan(0.02);
        assertThat(Shell.run("predict", net, square, "--reject", 0.02).out()).endsWith("  unsure\n");
        assertThat(Shell.run("predict", net, square, "--reject", 0.02, "--csv")
                        .out()
                        .lines())
                .first()
                .asString()
                .startsWith("file,class,probability,familiarity,unsure,0,1");
        mistake("was saved without familiarity.json", "predict", run, red, "--reject", 0.02);
        mistake("--reject: expected a share between 0 and 1", "predict", net, four, "--reject", 2);
    }

    @Test
    void printsTheNextMostProbableClasses() {
        assertThat(Shell.run("predict", run, red, "--top", 2).out().lines())
                .element(1)
                .asString()
                .endsWith("red         0.9647  green 0.0177");
    }

    @Test
    void printsJson() {
        Shell shell = Shell.run("predict", run, blue, "--json");
        JsonNode json = Json.MAPPER.readTree(shell.out());
        JsonNode prediction = json.path("predictions").path(0);
        assertThat(json.path("predictions").size()).isEqualTo(1);
        assertThat(prediction.path("file").asString()).isEqualTo(blue.toString());
        assertThat(prediction.path("class").asString()).isEqualTo("blue");
        assertThat(prediction.path("probability").asDouble())
                .isEqualTo(prediction.path("probabilities").path("blue").asDouble());
        assertThat(prediction.path("probabilities").propertyNames()).containsExactly("red", "green", "blue");
    }

    @Test
    void printsCsvWithQuotesWhereTheyAreNeeded() {
        Path corners = SmallNets.corners(temp.resolve("corners"));
        List<String> lines = Shell.run("predict", corners, red, "--csv", "--fit", "stretch")
                .out()
                .lines()
                .toList();
        assertThat(lines.get(0))
                .isEqualTo("file,class,probability,top left,top right,bottom left,\"bottom, \"\"right\"\"\"");
        assertThat(lines.get(1)).isEqualTo(red + ",top left,0.25,0.25,0.25,0.25,0.25");
    }

    @Test
    void acceptsFoldersSortedByNameAndPatterns() throws IOException {
        Files.writeString(temp.resolve("images/notes.txt"), "not an image, and not named as one");
        assertThat(Shell.run("predict", run, temp.resolve("images")).out())
                .containsSubsequence("blue.bmp", "red.png")
                .doesNotContain("notes");
        assertThat(Shell.run("predict", run, temp + "/im*/*.png").out())
                .contains("red.png")
                .doesNotContain("blue");
        assertThat(Shell.run("predict", run, temp + "/**.{png,bmp}").out()).containsSubsequence("blue.bmp", "red.png");
    }

    @Test
    void readsNumbers() {
        Path number =
                TestImages.write(temp.resolve("07, 29.png"), StrokeFont.row("0729", 110, Color.BLACK, Color.WHITE));
        Path blank = TestImages.write(temp.resolve("blank.png"), TestImages.filled(90, 30, Color.WHITE));
        Path shown = temp.resolve("shown.png");

        Shell shell = Shell.run("predict", TrainedNet.syntheticDigits(), number, blank, "--digits", "--json");
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("predict: " + blank + ": no ink found")
                .hasLineCount(1);
        JsonNode read = Json.MAPPER.readTree(shell.out()).path("predictions").path(0);
        assertThat(read.path("number").asString()).isEqualTo("0729");
        assertThat(read.path("digits").size()).isEqualTo(4);
        assertThat(read.path("digits").path(2).path("class").asString()).isEqualTo("2");
        double product = 1;
        for (JsonNode digit : read.path("digits")) {
            product *= digit.path("probability").asDouble();
        }
        assertThat(read.path("probability").asDouble()).isCloseTo(product, within(1e-6));

        assertThat(Shell.run("predict", TrainedNet.syntheticDigits(), number, "--digits", "--csv")
                        .out()
                        .lines())
                .containsExactly(
                        "file,number,probability",
                        "\"" + number + "\",0729," + read.path("probability").asString());
        assertThat(Shell.run("predict", TrainedNet.syntheticDigits(), number, "--digits", "--show-input", shown)
                        .out())
                .startsWith("file ")
                .contains(" 0729\n");
        assertThat(Images.read(shown).width()).isEqualTo(4 * 28);
        assertThat(Images.read(shown).height()).isEqualTo(28);
    }

    @Test
    void reportsEachUnreadableImageAndClassifiesTheOthers() {
        Path text = TestImages.write(temp.resolve("images/a.png"), "words".getBytes(StandardCharsets.UTF_8));
        Path bomb = TestImages.write(temp.resolve("images/b.png"), TestImages.pngThatClaims(20_000, 20_000));
        Shell shell = Shell.run("predict", run, temp.resolve("images"), "--json");
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err().lines())
                .containsExactly(
                        "predict: not an image: " + text + " (expected PNG, JPEG, BMP, GIF, TIFF or WebP)",
                        "predict: " + bomb + ": has 20000×20000 pixels, more than the 50 megapixels allowed");
        assertThat(Json.MAPPER.readTree(shell.out()).path("predictions").size()).isEqualTo(2);
    }

    @Test
    void reportsMissingFilesAndClassifiesTheOthers() {
        Shell shell = Shell.run("predict", run, red, "missing.png", temp + "/*.webp", blue, "--csv");
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err().lines())
                .containsExactly(
                        "predict: no such file: missing.png", "predict: no file matches '" + temp + "/*.webp'");
        assertThat(shell.out()).containsSubsequence(red + ",red,", blue + ",blue,");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows asks for a privilege to make links")
    void followsLinksToFolders() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("images"));
        assertThat(Shell.run("predict", run, link).out())
                .containsSubsequence(
                        link.resolve("blue.bmp").toString(),
                        link.resolve("red.png").toString());
        assertThat(Shell.run("predict", run, link + "/*.png").out())
                .contains(link.resolve("red.png").toString());

        Path loop = Files.createSymbolicLink(temp.resolve("images/loop"), temp.resolve("images"));
        assertThat(Shell.run("predict", run, link).exitCode()).isZero();
        mistake(loop + " links to a folder that contains it", "predict", run, temp + "/images/**.png");
    }

    @Test
    void anInputThatCannotBeSavedFailsOnlyItsImage() throws IOException {
        Path shown = temp.resolve("shown");
        Files.createDirectories(shown.resolve("red.png.input.png/taken"));
        Shell shell = Shell.run("predict", run, red, blue, "--show-input", shown, "--json");
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("predict: --show-input: cannot write " + shown.resolve("red.png.input.png"))
                .hasLineCount(1);
        assertThat(Json.MAPPER.readTree(shell.out()).path("predictions").size()).isEqualTo(2);
        assertThat(shown.resolve("blue.bmp.input.png")).isRegularFile();
    }

    @Test
    void aPictureOfOnePixelCanBeStretchedButHasNoInk() {
        Path pixel = TestImages.write(temp.resolve("pixel.png"), TestImages.filled(1, 1, Color.RED));
        assertThat(Shell.run("predict", run, pixel).out()).contains("red");
        Shell shell = Shell.run("predict", SmallNets.digits(temp.resolve("digits")), pixel);
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("predict: " + pixel + ": no ink found")
                .hasLineCount(1);
    }

    @Test
    void unreadableImagesAloneStillGiveCompleteJson() {
        Path text = TestImages.write(temp.resolve("a.png"), new byte[0]);
        Shell shell = Shell.run("predict", run, text, "--json");
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(Json.MAPPER.readTree(shell.out()).path("predictions").isEmpty())
                .isTrue();
    }

    @Test
    void classifiesMoreImagesThanGoThroughTheNetAtOnce() {
        List<Object> arguments = new ArrayList<>(List.of("predict", run, "--csv"));
        for (int i = 0; i < 1001; i++) {
            arguments.add(i % 2 == 0 ? red : blue);
        }
        List<String> lines = Shell.run(arguments.toArray()).out().lines().toList();
        assertThat(lines).hasSize(1002);
        assertThat(lines.get(1001)).startsWith(red + ",red,");
        assertThat(lines.get(1000)).startsWith(blue + ",blue,");
    }

    @Test
    void savesTheInputOfOneImage() {
        Path shown = temp.resolve("new/shown.png");
        Path seven = TestImages.write(
                temp.resolve("seven.png"), TestImages.seven(200, 150, 20, 30, Color.BLACK, Color.WHITE));
        assertThat(Shell.run("predict", SmallNets.digits(temp.resolve("digits")), seven, "--show-input", shown)
                        .exitCode())
                .isZero();
        assertThat(Images.read(shown).luma())
                .containsExactly(Drawing.place(Images.read(seven)).pixels());
    }

    @Test
    void savesTheInputsOfSeveralImagesInAFolder() {
        Path other = TestImages.write(temp.resolve("other/red.png"), TestImages.filled(3, 3, Color.RED));
        Path shown = temp.resolve("shown");
        Shell.run("predict", run, red, other, blue, "--show-input", shown);
        assertThat(shown).isDirectoryContaining("glob:**/red.png.input.png");
        assertThat(shown).isDirectoryContaining("glob:**/red.png-2.input.png");
        assertThat(Images.read(shown.resolve("blue.bmp.input.png")).isGray()).isFalse();
    }

    @Test
    void neverOverwritesAnImageWithAnInput() throws IOException {
        byte[] before = Files.readAllBytes(red);
        mistake("red.png is one of the images; name another file", "predict", run, red, "--show-input", red);
        assertThat(red).hasBinaryContent(before);
    }

    @Test
    void refusesOneFileForTheInputsOfSeveralImages() {
        Path shown = temp.resolve("shown.png");
        mistake(
                "--show-input: expected a folder for 2 images, got the file " + shown,
                "predict",
                run,
                red,
                blue,
                "--show-input",
                shown);
    }

    @Test
    void usageErrorsAreOneLineWithWhatWouldWork() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        mistake("no such file: missing.png", "predict", run, "missing.png");
        mistake("no images in " + empty + " (expected files such as .png", "predict", run, empty);
        mistake("no file matches '" + temp + "/*.webp'", "predict", run, temp + "/*.webp");
        mistake("no file matches '" + temp + "/none/*'", "predict", run, temp + "/none/*");
        mistake("not a valid pattern: '" + temp + "/[a'", "predict", run, temp + "/[a");
        mistake("--top: expected at least 1, got 0", "predict", run, red, "--top", 0);
        mistake("Missing required parameter: 'IMAGE", "predict", run);
        mistake("mutually exclusive", "predict", run, red, "--json", "--csv");
        mistake("expected one of [AUTO, DRAWING, STRETCH]", "predict", run, red, "--fit", "crop");
        mistake("the fit 'drawing' makes inputs (1, 28, 28)", "predict", run, red, "--fit", "drawing");
        mistake(
                "a row of digits needs a net trained on digits with input (1, 28, 28)",
                "predict",
                run,
                red,
                "--digits");
        mistake("--digits cannot be combined with --top or --fit", "predict", run, red, "--digits", "--top", 3);
        mistake("device: expected auto, cpu, gpu", "predict", run, red, "--device", "tpu");
    }

    @Test
    void printsAStackTraceOnRequest() {
        Shell shell = Shell.run("predict", run, "missing.png", "--stacktrace");
        assertThat(shell.err()).startsWith("predict: no such file: missing.png").contains("\tat dev.reprise.");
    }

    @Test
    void anExperimentsNameIsItsNewestFinishedRun() throws IOException {
        Path runs = temp.resolve("runs");
        finished(SmallNets.colors(runs.resolve("painted/20260101-000000-seed1")));
        finished(SmallNets.corners(runs.resolve("painted/20260102-000000-seed1")));
        SmallNets.colors(runs.resolve("painted/20260103-000000-seed1")); // not finished
        Files.createDirectories(runs.resolve("painted/20260104-000000-sweep"));
        assertThat(Shell.run("predict", "painted", red, "--runs", runs).out()).contains("top left");
        assertThat(Shell.run("predict", runs.resolve("painted"), red).out()).contains("top left");
        mistake(
                "no run 'paint' in " + runs + " (did you mean painted?; --runs names another folder)",
                "predict",
                "paint",
                red,
                "--runs",
                runs);
    }

    @Test
    void anExperimentWithoutAFinishedRunSaysSo() throws IOException {
        Path runs = temp.resolve("runs");
        Path broken = SmallNets.colors(runs.resolve("painted/20260103-000000-seed1"));
        Files.writeString(broken.resolve("result.json"), "{\"status\": \"fini");
        mistake("no finished run of painted in " + runs, "predict", "painted", red, "--runs", runs);
        mistake(
                "no run 'other' in " + runs + " (it has none; --runs names another folder)",
                "predict",
                "other",
                red,
                "--runs",
                runs);
    }

    @Test
    void damagedNetsAreRefusedInOneLine() throws IOException {
        mistake("images holds no saved net", "predict", temp.resolve("images"), red);
        mistake("rows has input (4)", "predict", SmallNets.rows(temp.resolve("rows")), red);
        mistake("line predicts numbers", "predict", SmallNets.regression(temp.resolve("line")), red);

        Path params = run.resolve("model/colors-0000.params");
        Path net = run.resolve("model/net.json");
        String description = Files.readString(net);
        Files.writeString(net, description.replace("\"linear\"", "\"attention\""));
        mistake("net.json is invalid", "predict", run, red);
        Files.writeString(net, description.replace("\"units\" : 3", "\"units\" : 4"));
        mistake("the layers have parameters", "predict", run, red);
        Files.writeString(net, description);
        Files.copy(
                SmallNets.corners(temp.resolve("corners")).resolve("model/corners-0000.params"),
                params,
                StandardCopyOption.REPLACE_EXISTING);
        mistake("expected 2.linear.weight as (3, 3), got (4, 16)", "predict", run, red);
        Files.write(params, new byte[0]);
        mistake("expected DJL@ at the start, got an empty file", "predict", run, red);
        Files.delete(params);
        mistake("lacks colors-0000.params", "predict", run, red);
    }

    @Test
    void runsAsItsOwnProcess() throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.reprise.inference.program.InferenceCommandLine",
                        "predict",
                        run.toString(),
                        red.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err).isEmptyFile();
        assertThat(Files.readString(out)).contains("red         0.9647");
        assertThat(process.exitValue()).isZero();
    }

    private static void finished(Path folder) throws IOException {
        Files.writeString(folder.resolve("result.json"), "{\"format\": 1, \"status\": \"finished\", \"later\": [1]}");
    }

    private static void mistake(String message, Object... arguments) {
        Shell shell = Shell.run(arguments);
        assertThat(shell.err()).startsWith("predict: ").contains(message).hasLineCount(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.exitCode()).isEqualTo(2);
    }
}
