package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.report.page.ComparisonPage;
import dev.reprise.results.Curves;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Measure;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.SweepRow;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RecordedSweep;
import dev.reprise.results.store.RunStore;
import dev.reprise.results.store.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    private Path runs;

    private List<RecordedRun> two;

    @BeforeEach
    void twoRuns() {
        two = List.of(
                RecordedRun.read(SyntheticRun.of("a-net", 1).epochs(3).writeInto(runs)),
                RecordedRun.read(SyntheticRun.of("a-net", 2).epochs(3).writeInto(runs)));
    }

    @Test
    void saysWhatDiffersAndNothingElse() {
        assertThat(Comparison.of(two).differences())
                .containsOnlyKeys("training.optimizer.learningRate", "seed")
                .containsEntry("training.optimizer.learningRate", List.of("0.1", "0.2"));
    }

    @Test
    void aRunHasALineWithItsScoresAndVerdicts() {
        TextTable table = Comparison.of(two).table();
        assertThat(table.head())
                .containsExactly(
                        "experiment",
                        "seed",
                        "status",
                        "epochs",
                        "training loss",
                        "training accuracy",
                        "test loss",
                        "test accuracy",
                        "verdicts",
                        "folder");
        assertThat(table.rows().get(0))
                .startsWith("a-net", "1", "finished", "3", "0.3667", "0.8333", "0.4000", "0.7500")
                .contains("test accuracy reproduced");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        TextTable table = new TextTable(List.of("a", "b"), List.of(List.of("1, 2", "say \"no\"")));
        assertThat(table.csv()).isEqualTo("a,b\n\"1, 2\",\"say \"\"no\"\"\"\n");
    }

    @Test
    void aBarInACellDoesNotSplitIt() {
        TextTable table = new TextTable(List.of("a", "b"), List.of(List.of("conv | relu", "one\ntwo")));
        assertThat(table.markdown()).isEqualTo("| a | b |\n|---|---|\n| `conv \\| relu` | one two |\n");
    }

    @Test
    void aSweepHasACellForEachRun() throws IOException {
        SweepFolder sweep = new RunStore(runs)
                .createSweep(SweepRecord.running("a-net", "", 1, 4, 4), new LinkedHashSet<>(List.of("rate", "units")));
        sweep.append(row("0.1", "10", two.get(0)));
        sweep.append(row("0.2", "10", two.get(1)));
        sweep.append(SweepRow.diverged(trial("0.1", "20"), 3));
        SweepRow moved = row("0.2", "20", two.get(1));
        sweep.append(new SweepRow(moved.trial(), 4, moved.status(), "elsewhere-seed4", moved.values()));
        RecordedSweep read = RecordedSweep.read(sweep.path());
        assertThat(ComparisonPage.write(read))
                .content()
                .contains("Sweep of a-net", "elsewhere-seed4 is missing: that run is not compared")
                .contains("test accuracy for each combination of the values that the sweep varies");
        assertThat(ImageIO.read(sweep.path().resolve("sweep.png").toFile()).getWidth())
                .isGreaterThan(200);
    }

    @Test
    void theIndexHasTheTableAndALinkToEachRun() {
        Path index = ComparisonPage.index(
                runs.resolve("index.html"), ResultsTable.of(two).text(), two);
        assertThat(index)
                .content()
                .contains("Published compared with measured", "a-net seed 1: finished")
                .contains("href=\"a-net/" + two.get(0).path().getFileName() + "/report.html\"");
    }

    @Test
    void rewritesTheTableAndLeavesTheRest() throws IOException {
        Path document = Files.writeString(runs.resolve("results.md"), """
                Before.

                | experiment | measure | published |
                |---|---|---|
                | `old` | x | 1 |

                After.
                """);
        new ResultsFile(document).rewrite(List.of(ResultsTable.of(two).text()));
        assertThat(document)
                .content()
                .startsWith("Before.\n\n| experiment |")
                .endsWith(" |\n\nAfter.\n")
                .contains("| `a-net` | test accuracy | 0.76 ± 0.02 |")
                .doesNotContain("old");
        Path other = Files.writeString(runs.resolve("other.md"), "no table\n");
        new ResultsFile(other).rewrite(List.of(new TextTable(List.of("a", "b"), List.of())));
        assertThat(other).hasContent("no table\n");
        new ResultsFile(other).rewrite(List.of(new TextTable(List.of("a", "b"), List.of(List.of("1", "2")))));
        assertThat(other).hasContent("no table\n\n| a | b |\n|---|---|\n| `1` | 2 |\n");
    }

    private static SweepRow row(String rate, String units, RecordedRun run) {
        List<EpochRow> epochs = run.folder().epochs();
        return SweepRow.finished(
                trial(rate, units),
                run.seed(),
                run.path().getFileName().toString(),
                new Curves(epochs, epochs.get(2), OptionalDouble.empty(), List.of()),
                Measure.OF_A_SWEEP);
    }

    private static Map<String, String> trial(String rate, String units) {
        Map<String, String> trial = new LinkedHashMap<>();
        trial.put("rate", rate);
        trial.put("units", units);
        return trial;
    }
}
