package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    @TempDir
    private Path runs;

    private Path folder;

    @BeforeEach
    void aRun() throws IOException {
        folder = MadeUpRun.write(runs, "a-net", 1, 3, List.of("a", "b", "c"));
    }

    @Test
    void aWholeFolderLacksNothing() {
        assertThat(RunFiles.open(folder).missing()).isEmpty();
    }

    @Test
    void aLineCutOffByAKillIsLeftOutAndSaid() throws IOException {
        Path epochs = folder.resolve("epochs.csv");
        String text = Files.readString(epochs);
        Files.writeString(epochs, text.substring(0, text.length() - 3)); // 1.500 would read as 1.5
        RunFiles run = RunFiles.open(folder);
        assertThat(run.epochs().numbers("epoch")).containsExactly(1, 2);
        assertThat(run.missing()).containsExactly("epochs.csv: left out 1 line that is not whole");
    }

    @Test
    void anOlderFormatIsReadAndSaid() throws IOException {
        Path result = folder.resolve("result.json");
        Files.writeString(result, Files.readString(result).replace("\"format\": 1, ", ""));
        RunFiles run = RunFiles.open(folder);
        assertThat(run.status()).isEqualTo("finished");
        assertThat(run.missing()).singleElement().asString().startsWith("result.json has format none");
    }

    @Test
    void aMissingOrHalfWrittenFileIsSaid() throws IOException {
        Files.delete(folder.resolve("experiment.json"));
        Files.writeString(folder.resolve("result.json"), "{\"format\": 1, \"sta");
        RunFiles run = RunFiles.open(folder);
        assertThat(run.missing())
                .containsExactly(
                        "experiment.json is missing: without it the numbers of the experiment and what it was made with are not known",
                        "result.json cannot be read: without it how it ended, its verdicts and final figures are not known");
        assertThat(run.experiment()).isEqualTo("a-net");
        assertThat(run.status()).isEqualTo("unfinished");
    }

    @Test
    void aFolderOfSomethingElseIsNoRun() {
        assertThatThrownBy(() -> RunFiles.open(runs))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("is no run: expected a folder with at least one of");
        assertThatThrownBy(() -> new Runs(runs).find("b-net")).hasMessageContaining("(a-net)");
    }

    @Test
    void anExperimentsNameIsItsNewestFinishedRun() throws IOException {
        Path unfinished = MadeUpRun.write(runs, "a-net", 2, 3, List.of("a", "b", "c"));
        Files.delete(unfinished.resolve("result.json"));
        assertThat(new Runs(runs).find("a-net")).isEqualTo(folder);
    }

    @Test
    void precisionAndRecallAgreeWithAHandCount() {
        ConfusionCounts confusion = RunFiles.open(folder)
                .predictions(new ArrayList<>())
                .orElseThrow()
                .confusion();
        assertThat(confusion.counts()).containsExactly(List.of(3, 1, 0), List.of(0, 4, 0), List.of(2, 0, 2));
        assertThat(confusion.total()).isEqualTo(12);
        ConfusionCounts.ClassScores first = confusion.perClass().get(0);
        assertThat(first.precision()).isEqualTo(3.0 / 5);
        assertThat(first.recall()).isEqualTo(3.0 / 4);
        assertThat(first.f1()).isCloseTo(2 * 0.6 * 0.75 / (0.6 + 0.75), within(1e-12));
        assertThat(confusion.perClass().get(2).precision()).isEqualTo(1);
    }

    @Test
    void calibrationErrorAgreesWithAHandCount() {
        Predictions predictions =
                RunFiles.open(folder).predictions(new ArrayList<>()).orElseThrow();
        // all twelve are sure by 0.8, nine are right
        assertThat(predictions.expectedCalibrationError()).isCloseTo(0.8 - 0.75, within(1e-6));
        assertThat(predictions.surestMistakes(10))
                .extracting(Predictions.Example::index)
                .containsExactly(5, 8, 9);
    }

    @Test
    void predictionsOfClassesThatAreNotThereAreNotUsed() throws IOException {
        Files.writeString(folder.resolve("predictions.csv"), "index,label,predicted,p0,p1\n0,7,1,0.5,0.5\n");
        List<String> lacking = new ArrayList<>();
        assertThat(RunFiles.open(folder).predictions(lacking)).isEmpty();
        assertThat(lacking).singleElement().asString().contains("has label 7");
    }
}
