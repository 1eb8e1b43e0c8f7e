package dev.reprise.results.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Claim;
import dev.reprise.results.Curves;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.results.Summary;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.SweepRow;
import dev.reprise.results.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every record is read as it was written, and format 1, which commit 120da67 wrote, is still read. */
class FormatsTest {
    @TempDir
    private Path out;

    private RunStore store;

    @BeforeEach
    void store() {
        store = new RunStore(out);
    }

    @Test
    void aRunIsReadAsItWasWritten() {
        RunFolder folder = SampleRun.write(store, "a-net", 7);
        RecordedRun read = RecordedRun.read(folder.path());
        assertThat(read.record()).contains(SampleRun.record("a-net", 7));
        assertThat(read.result()).contains(SampleRun.result("a-net", 7));
        assertThat(folder.epochs()).isEqualTo(SampleRun.EPOCHS);
        assertThat(read.predictions(new ArrayList<>())).contains(SampleRun.PREDICTIONS);
        assertThat(read.steps(new ArrayList<>()).numbers("loss")).containsExactly(0.7, 0.5, 0.4);
        assertThat(read.curves())
                .contains(new Curves(
                        SampleRun.EPOCHS, SampleRun.EPOCHS.get(1), OptionalDouble.of(0.7), List.of(0.5f, -1.25f)));
        assertThat(read.missing()).isEmpty();
    }

    @Test
    void aRunThatDidNotFinishIsReadAsItWasWritten() {
        RunResult result = RunResult.unfinished("a-net", 7, 2, RunStatus.DIVERGED);
        RunFolder folder = store.create("a-net", 7);
        folder.write(result);
        assertThat(folder.findResult()).contains(result);
    }

    @Test
    void aSweepIsReadAsItWasWritten() {
        Verdict verdict = PublishedValue.published(Measure.TEST_LOSS, 0.5)
                .within(0.1, "one digit")
                .judge(OptionalDouble.of(0.45), Optional.empty());
        SweepRecord record = new SweepRecord(
                SweepRecord.FORMAT,
                "a-net",
                RunStatus.FINISHED,
                "00ff",
                1,
                2,
                3,
                4,
                Map.of("test loss", Summary.of(0.4, 0.5)),
                List.of(new SweepRecord.TrialResult(
                        Map.of("rate", "0.1"), 2, Map.of("test loss", 0.45), List.of(verdict))),
                Map.of("rate", "0.1"),
                List.of(verdict),
                List.of(new CheckResult("the loss falls", false, "it does not")),
                List.of("rate 9 seed 4: no memory"),
                List.of());
        SweepFolder sweep = store.createSweep(record, Set.of("rate"));
        assertThat(sweep.findRecord()).contains(record);

        List<SweepRow> rows = List.of(
                SweepRow.finished(
                        Map.of("rate", "0.1, \"or\" so"),
                        3,
                        "20260101-000000-seed3",
                        new Curves(SampleRun.EPOCHS, SampleRun.EPOCHS.get(1), OptionalDouble.empty(), List.of()),
                        Measure.OF_A_SWEEP),
                SweepRow.diverged(Map.of("rate", "9"), 4));
        rows.forEach(sweep::append);
        assertThat(sweep.resumeRows()).isEqualTo(rows);
    }

    @Test
    void aSeedBeyondTheDigitsOfANumberWithAFractionIsReadAsItWasWritten() {
        SweepFolder sweep = store.createSweep(SweepRecord.running("a-net", "", 1, 1, 1), Set.of());
        SweepRow row = SweepRow.diverged(Map.of(), Long.MAX_VALUE - 1);
        sweep.append(row);
        assertThat(sweep.resumeRows()).containsExactly(row);
    }

    @Test
    void aBatchIsReadAsItWasWritten() {
        BatchFolder batch = BatchFolder.create(store, "a-net b-net");
        List<BatchFolder.Row> rows = List.of(new BatchFolder.Row("a-net", "test loss", "0.5", "–", "runs/a-net/x"));
        batch.write(rows);
        assertThat(BatchFolder.newestUnfinished(store, "a-net b-net")).contains(batch);
        assertThat(BatchFolder.newestUnfinished(store, "a-net")).isEmpty();
        assertThat(batch.rows()).isEqualTo(rows);
        batch.finish();
        assertThat(BatchFolder.newestUnfinished(store, "a-net b-net")).isEmpty();
    }

    @Test
    void theRecordOfFormat1IsRead() throws IOException {
        RunRecord record = folder("experiment.json", """
                {"format": 1, "experiment": {"name": "a-net", "text": "a-text", "section": "一", "toSee": "it falls",
                   "updateRule": {"type": "sgd", "learningRate": 0.1}, "figures": [], "expectations": [],
                   "claims": [{"measure": "loss gap", "relation": "below", "than": "other"}]},
                 "trial": {}, "overridden": {"epochs": "2 → 1"}, "limit": 100, "synthetic": false,
                 "provenance": {"seed": 7, "dataset": "mnist", "sha256": {}, "reprise": "0.1.0", "commit": "",
                   "djl": "0.35.1", "pytorch": "2.7.1", "cuda": "", "java": "17", "os": "Linux", "cores": 2,
                   "device": "cpu", "threads": 1}}
                """).record();
        assertThat(List.of(record.name(), record.text(), record.section(), record.english(), record.lookFor()))
                .containsExactly("a-net", "a-text", "一", "一", "it falls");
        assertThat(record.claims()).containsExactly(new Claim(Measure.LOSS_GAP, Claim.Relation.BELOW, "other"));
        assertThat(record.values()).isEqualTo(Map.of("updateRule.type", "sgd", "updateRule.learningRate", "0.1"));
        assertThat(record.noVerdict()).contains("overridden: epochs 2 → 1");
        assertThat(record.limit()).hasValue(100);
        assertThat(record.provenance().seed()).isEqualTo(7);
    }

    @Test
    void theResultOfFormat1IsRead() throws IOException {
        RunResult result = folder("result.json", """
                {"format": 1, "experiment": "a-net", "seed": 7, "status": "finished", "epochs": 2,
                 "final": {"train": {"loss": 0.2, "accuracy": 0.9}, "test": {"loss": 0.3}},
                 "selected": {"epoch": 2, "by": "last"}, "confusion": [[1, 0], [0, 1]],
                 "figures": [{"name": "test accuracy", "published": 0.98, "tolerance": 0.01, "reason": "r",
                   "measured": 0.983, "verdict": "no verdict", "because": "the data is made up"}],
                 "seen": [{"toSee": "it falls", "held": true, "why": "from 2 to 1"}]}
                """).findResult().orElseThrow();
        assertThat(result.finished()).isTrue();
        assertThat(result.scores().orElseThrow().train().accuracy()).hasValue(0.9);
        assertThat(result.scores().orElseThrow().test().accuracy()).isEmpty();
        assertThat(result.verdicts())
                .containsExactly(new Verdict(
                        Measure.TEST_ACCURACY,
                        0.98,
                        0.01,
                        "r",
                        OptionalDouble.of(0.983),
                        Verdict.Answer.NONE,
                        "the data is made up"));
        assertThat(result.checks()).containsExactly(new CheckResult("it falls", true, "from 2 to 1"));
        assertThat(result.confusion().orElseThrow().total()).isEqualTo(2);
    }

    @Test
    void theSweepOfFormat1IsRead() throws IOException {
        Path path = Files.createDirectories(out.resolve("a-net/20260101-000000-sweep"));
        Files.writeString(path.resolve("sweep.json"), """
                {"format": 1, "experiment": "a-net", "status": "finished", "key": "k", "firstSeed": 1, "seeds": 2,
                 "runs": 2, "planned": 2,
                 "spreads": [{"measure": "test loss", "runs": 2, "mean": 0.5, "deviation": 0.1, "smallest": 0.4,
                   "largest": 0.6}],
                 "trials": [{"numbers": {"rate": "0.1"}, "runs": 2, "means": {"test loss": 0.5}, "figures": []}],
                 "best": {"rate": "0.1"},
                 "figures": [{"name": "test loss", "published": 0.5, "tolerance": 0.1, "reason": "r",
                   "measured": 0.5, "verdict": "fitted"}],
                 "seen": [{"toSee": "it falls", "held": true, "why": "1"}]}
                """);
        SweepRecord record = new SweepFolder(path).findRecord().orElseThrow();
        assertThat(record.finished()).isTrue();
        assertThat(record.trials().get(0).values()).isEqualTo(Map.of("rate", "0.1"));
        assertThat(record.verdicts()).extracting(Verdict::answer).containsExactly(Verdict.Answer.FITTED);
        assertThat(record.checks()).extracting(CheckResult::confirmed).containsExactly(true);
    }

    @Test
    void aNullInAListIsLeftOut() throws IOException {
        RunFolder folder = folder(
                "result.json",
                "{\"format\": 2, \"status\": \"finished\", \"verdicts\": [null], \"checks\": null, \"perClass\": [null]}");
        assertThat(folder.findResult().orElseThrow().verdicts()).isEmpty();
        assertThat(folder.findResult().orElseThrow().checks()).isEmpty();
        assertThat(folder.findResult().orElseThrow().perClass()).isEmpty();
        folder(
                "experiment.json",
                "{\"format\": 2, \"experiment\": {\"claims\": [null, 9, {\"measure\": \"unknown\"}]}, \"provenance\": {}}");
        assertThat(folder.record().claims()).isEmpty();
    }

    private RunFolder folder(String name, String json) throws IOException {
        Path path = Files.createDirectories(out.resolve("a-net/20260101-000000-seed7"));
        Files.writeString(path.resolve(name), json);
        return RunFolder.open(path);
    }
}
