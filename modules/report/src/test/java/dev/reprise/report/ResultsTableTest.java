package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.RunStatus;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTableTest {
    private static final PublishedValue ACCURACY =
            PublishedValue.published(Measure.TEST_ACCURACY, 0.98).within(0.006, "r");

    @TempDir
    private Path runs;

    @Test
    void judgesTheMeanOverSeeds() {
        run(1, 0.981).writeInto(runs);
        run(2, 0.985).writeInto(runs);
        run(4, 0.983).writeInto(runs);
        assertThat(table().markdown())
                .contains(
                        "| `conv-net` | test accuracy | 0.98 ± 0.006 | 0.9830 ± 0.0020 [0.9810, 0.9850] | 1–2, 4 | 1 | 0.5 | reproduced |");
    }

    @Test
    void oneRunHasNoStandardDeviation() {
        run(1, 0.95).writeInto(runs);
        assertThat(table().markdown()).contains("| 0.98 ± 0.006 | 0.9500 | 1 | 1 | 0.5 | not reproduced |");
    }

    @Test
    void aMeanWithinTheToleranceIsReproducedThoughARunWasNot() {
        run(1, 0.96).writeInto(runs);
        run(2, 0.995).writeInto(runs);
        assertThat(table().rows())
                .extracting(row -> row.verdict().orElseThrow().answer())
                .containsExactly(Verdict.Answer.REPRODUCED);
    }

    @Test
    void settingsThatWereFittedStayFittedThoughARunMissed() {
        PublishedValue fitted =
                PublishedValue.published(Measure.TEST_ACCURACY, 0.98).fitted().within(0.006, "r");
        run(1, 0.96).published(fitted).writeInto(runs);
        run(2, 0.98).published(fitted).writeInto(runs);
        run(3, 0.99).published(fitted).writeInto(runs);
        assertThat(table().rows())
                .extracting(row -> row.verdict().orElseThrow().answer())
                .containsExactly(Verdict.Answer.FITTED);
    }

    @Test
    void leavesOutRunsThatAreNotAsPublishedOrNotFinishedOrTrials() {
        run(1, 0.99).overridden(Map.of("epochs", "1 → 3")).writeInto(runs);
        run(2, 0.98).status(RunStatus.INTERRUPTED).writeInto(runs);
        run(3, 0.98).trial(Map.of("units", "4")).writeInto(runs);
        assertThat(table().rows()).isEmpty();
    }

    @Test
    void leavesOutARunWithoutARecordOrResult() throws IOException {
        run(1, 0.98).writeInto(runs);
        Files.delete(run(2, 0.98).writeInto(runs).resolve("experiment.json"));
        Files.delete(run(3, 0.98).writeInto(runs).resolve("result.json"));
        assertThat(table().rows()).extracting(row -> row.seeds()).containsExactly(List.of(1L));
    }

    @Test
    void doesNotMixRunsOfDifferentEpochs() {
        run(1, 0.98).writeInto(runs);
        run(2, 0.99).epochs(14).writeInto(runs);
        assertThat(table().rows()).hasSize(2);
    }

    @Test
    void ofASeedTheNewestRunCounts() throws IOException {
        Path older = run(1, 0.95).writeInto(runs);
        Files.move(older, older.resolveSibling("20200101-000000-seed1"));
        run(1, 0.98).writeInto(runs);
        assertThat(table().rows()).extracting(row -> row.measured().mean()).containsExactly(0.98);
    }

    @Test
    void aTableOverTwoHundredRunsOfFiftyEpochsTakesSeconds() {
        for (int seed = 1; seed <= 200; seed++) {
            run(seed, 0.98).epochs(50).writeInto(runs);
        }
        long start = System.nanoTime();
        assertThat(table().rows()).extracting(row -> row.seeds().size()).containsExactly(200);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);
    }

    private ResultsTable table() {
        return ResultsTable.of(
                new RunStore(runs).runs().stream().map(RecordedRun::read).toList());
    }

    private static SyntheticRun run(long seed, double accuracy) {
        return SyntheticRun.of("conv-net", seed).published(ACCURACY).accuracy(accuracy);
    }
}
