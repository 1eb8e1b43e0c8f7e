package dev.reprise.results.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.results.RunStatus;
import dev.reprise.results.SweepRecord;
import dev.reprise.testkit.SpecialFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunTest {
    @TempDir
    private Path out;

    private Path folder;

    @BeforeEach
    void aRun() {
        folder = SampleRun.write(new RunStore(out), "a-net", 1).path();
    }

    @Test
    void nothingIsMissingInAWholeFolder() {
        List<String> missing = new ArrayList<>();
        RecordedRun run = RecordedRun.read(folder);
        run.steps(missing);
        run.predictions(missing);
        assertThat(run.missing()).isEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void aLineCutOffByAKillIsLeftOutAndNamed() throws IOException {
        Path epochs = folder.resolve("epochs.csv");
        String text = Files.readString(epochs);
        Files.writeString(epochs, text.substring(0, text.length() - 3)); // 1.250 would read as 1.2
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.epochs().numbers("epoch")).containsExactly(1);
        assertThat(run.missing()).containsExactly("epochs.csv: left out 1 incomplete line");
        assertThat(run.minutes()).hasValue(1.25 / 60);
    }

    @Test
    void aTableThatIsTooLargeIsLeftOutAndNamed() throws IOException {
        SpecialFiles.sparse(folder.resolve("predictions.csv"), 5L << 30);
        List<String> missing = new ArrayList<>();
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.predictions(missing)).isEmpty();
        assertThat(missing)
                .singleElement()
                .asString()
                .startsWith("predictions.csv is not used, it has 5368709120 bytes, expected at most ");
    }

    @Test
    @Timeout(20)
    void pipesAreNotWaitedFor() throws IOException {
        SpecialFiles.pipe(folder.resolve("predictions.csv"));
        SpecialFiles.pipe(folder.resolve(".lock"));
        RecordedRun run = RecordedRun.read(folder);
        List<String> missing = new ArrayList<>();
        assertThat(run.predictions(missing)).isEmpty();
        assertThat(missing).singleElement().asString().startsWith("predictions.csv is missing");
        assertThatThrownBy(() -> run.folder().lock())
                .isInstanceOf(RunException.class)
                .hasMessageContaining(".lock is not");
    }

    @Test
    void predictionsOfMoreClassesThanAMatrixHasPlaceForAreNotUsed() throws IOException {
        Files.writeString(
                folder.resolve("predictions.csv"),
                "index,label,predicted" + ",p".repeat(2001) + "\n0,0,0" + ",0".repeat(2001) + "\n");
        List<String> missing = new ArrayList<>();
        assertThat(RecordedRun.read(folder).predictions(missing)).isEmpty();
        assertThat(missing)
                .containsExactly("predictions.csv is not used: it has 2,001 classes, expected at most 2,000");
    }

    @Test
    void aNameCannotSteerATerminal() throws IOException {
        Path record = folder.resolve("experiment.json");
        Files.writeString(record, Files.readString(record).replace("\"a-net\"", "\"a\\u001b[2J\\nnet\""));
        assertThat(RecordedRun.read(folder).experiment()).isEqualTo("a\\u001b[2J\\u000anet");
    }

    @Test
    void aRecordWithoutAFormatIsReadAndNamed() throws IOException {
        Path result = folder.resolve("result.json");
        Files.writeString(result, Files.readString(result).replace("\"format\" : 2,", ""));
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.missing())
                .containsExactly("result.json has format none, this version reads 1 to 2: some of it may be missing");
    }

    @Test
    void aRecordOfALaterVersionIsReadAndNamed() throws IOException {
        Path result = folder.resolve("result.json");
        Files.writeString(
                result, Files.readString(result).replace("\"format\" : 2,", "\"format\" : 3, \"novelty\" : [ 1 ],"));
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.missing())
                .singleElement()
                .asString()
                .startsWith("result.json has format 3, this version reads 1 to 2");
    }

    @Test
    void aMissingOrHalfWrittenFileIsNamed() throws IOException {
        Files.delete(folder.resolve("experiment.json"));
        Files.writeString(folder.resolve("result.json"), "{\"format\": 2, \"sta");
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.missing())
                .containsExactly(
                        "experiment.json is missing: the experiment's values and provenance are unknown",
                        "result.json cannot be read: its end, verdicts and final scores are unknown");
        assertThat(run.experiment()).isEqualTo("a-net");
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aRecordThatLacksWhatEveryRecordHasCannotBeRead() throws IOException {
        Path record = folder.resolve("experiment.json");
        Files.writeString(record, "{\"format\": 2, \"experiment\": {\"name\": \"a-net\"}}");
        assertThat(RecordedRun.read(folder).missing())
                .singleElement()
                .asString()
                .startsWith("experiment.json cannot");
        Files.writeString(record, "{\"format\": 2, \"provenance\": null}");
        assertThat(RecordedRun.read(folder).missing())
                .singleElement()
                .asString()
                .startsWith("experiment.json cannot");
    }

    @Test
    void aFolderOfSomethingElseIsNotARun() {
        assertThatThrownBy(() -> RecordedRun.read(out))
                .isInstanceOf(RunException.class)
                .hasMessage("not a run folder: " + out
                        + " (expected at least one of experiment.json, result.json, epochs.csv, steps.csv in it)");
    }

    @Test
    void predictionsOfClassesThatTheTableDoesNotHaveAreNotUsed() throws IOException {
        Files.writeString(folder.resolve("predictions.csv"), "index,label,predicted,p0,p1\n0,7,1,0.5,0.5\n");
        List<String> missing = new ArrayList<>();
        assertThat(RecordedRun.read(folder).predictions(missing)).isEmpty();
        assertThat(missing).singleElement().asString().contains("example 0 has label 7");
    }

    @Test
    void predictionsAreMissedInAClassifierOnly() throws IOException {
        Files.delete(folder.resolve("predictions.csv"));
        List<String> missing = new ArrayList<>();
        assertThat(RecordedRun.read(folder).predictions(missing)).isEmpty();
        assertThat(missing).singleElement().asString().startsWith("predictions.csv is missing");

        Files.writeString(folder.resolve("epochs.csv"), "epoch,test_loss,test_accuracy\n1,0.5,\n");
        missing.clear();
        assertThat(RecordedRun.read(folder).predictions(missing)).isEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void aSweepNamesTheRunsThatAreMissing() throws IOException {
        RunStore store = new RunStore(out);
        SweepFolder sweep = store.createSweep(SweepRecord.running("a-net", "", 1, 2, 2), Set.of("rate", "fixed"));
        Files.writeString(sweep.path().resolve("sweep.csv"), """
                rate,fixed,seed,status,validation_accuracy,folder
                0.1,1,1,finished,0.75,elsewhere/a-net/%s
                0.2,1,2,finished,0.70,elsewhere/a-net/20260101-000000-seed9
                0.3,1,3,diverged,,
                """.formatted(folder.getFileName()));
        RecordedSweep read = RecordedSweep.read(sweep.path());
        assertThat(read.runs()).extracting(RecordedRun::seed).containsExactly(1L);
        assertThat(read.missing())
                .containsExactly("elsewhere/a-net/20260101-000000-seed9 is missing: that run is not compared");
        assertThat(read.varied()).isEqualTo(Map.of("rate", List.of("0.1", "0.2", "0.3")));
        assertThat(read.measure()).hasToString("validation accuracy");
        assertThat(read.values()).containsExactly(0.75, 0.70, Double.NaN);
    }
}
