package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.report.page.ComparisonPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @TempDir
    private Path runs;

    private List<RunFiles> two;

    @BeforeEach
    void twoRuns() throws IOException {
        two = List.of(
                RunFiles.open(MadeUpRun.write(runs, "a-net", 1, 3, CLASSES)),
                RunFiles.open(MadeUpRun.write(runs, "a-net", 2, 3, CLASSES)));
    }

    @Test
    void saysWhatDiffersAndNothingElse() {
        assertThat(Comparison.of(two).differences())
                .containsOnlyKeys("updateRule.learningRate", "seed")
                .containsEntry("updateRule.learningRate", List.of("0.1", "0.2"));
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        TextTable table = new TextTable(List.of("a", "b"), List.of(List.of("1, 2", "say \"no\"")));
        assertThat(table.csv()).isEqualTo("a,b\n\"1, 2\",\"say \"\"no\"\"\"\n");
    }

    @Test
    void aSweepHasACellForEachRun() throws IOException {
        Path sweep = Files.createDirectories(runs.resolve("a-net").resolve("20260101-000000-sweep"));
        Files.writeString(sweep.resolve("sweep.csv"), """
                seed,rate,units,status,validation_accuracy,folder
                1,0.1,10,finished,0.75,elsewhere/a-net/20260101-000000-seed1
                2,0.2,10,finished,0.70,elsewhere/a-net/20260101-000000-seed2
                3,0.1,20,diverged,,
                4,0.2,20,finished,0.80,elsewhere/a-net/20260101-000000-seed4
                """);
        Sweep read = Sweep.open(sweep);
        assertThat(read.runs()).hasSize(2);
        assertThat(read.missing()).singleElement().asString().contains("seed4 is not there");
        assertThat(read.varied()).containsOnlyKeys("rate", "units");
        assertThat(ComparisonPage.write(read)).content().contains("Sweep of a-net");
        assertThat(ImageIO.read(sweep.resolve("sweep.png").toFile()).getWidth()).isGreaterThan(200);
    }

    @Test
    void rewritesTheTableAndLeavesTheRest() throws IOException {
        Path document = Files.writeString(runs.resolve("results.md"), """
                Before.

                | experiment | figure | published |
                |---|---|---|
                | `old` | x | 1 |

                After.
                """);
        new ResultsFile(document)
                .rewrite(List.of(
                        ResultsTable.of(two.stream().map(RecordedRun::of).toList())
                                .text()));
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
        assertThat(other).hasContent("no table\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    }

    @Test
    void aTableOverTwoHundredRunsOfFiftyEpochsTakesSeconds() throws IOException {
        for (int seed = 3; seed <= 200; seed++) {
            MadeUpRun.write(runs, "a-net", seed, 50, CLASSES);
        }
        long start = System.nanoTime();
        ResultsTable table = ResultsTable.of(RecordedRun.under(runs, line -> {}));
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
        assertThat(table.rows()).extracting(row -> row.seeds().size()).containsExactly(2, 198); // by epochs
    }
}
