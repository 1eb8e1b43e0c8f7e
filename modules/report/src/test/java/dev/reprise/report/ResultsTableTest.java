package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTableTest {
    @TempDir
    private Path runs;

    private final List<String> leftOut = new ArrayList<>();

    @Test
    void judgesTheMeanOverSeeds() throws IOException {
        run("conv-net", 1, "finished", "{}", 0.981);
        run("conv-net", 2, "finished", "{}", 0.985);
        run("conv-net", 4, "finished", "{}", 0.983);
        assertThat(table())
                .contains(
                        "| `conv-net` | test accuracy | 0.98 ± 0.006 | 0.9830 ± 0.0020 [0.9810, 0.9850] | 1–2, 4 | 1 | 0.5 | reproduced |");
    }

    @Test
    void saysHowFarOffAFigureIs() throws IOException {
        run("conv-net", 1, "finished", "{}", 0.95);
        assertThat(table())
                .contains("| 0.9500 | 1 | 1 | 0.5 | not reproduced (measured 0.9500, published 0.98 ± 0.006) |");
    }

    @Test
    void leavesOutRunsThatAreNotAsPublishedOrNotFinished() throws IOException {
        run("conv-net", 1, "finished", "{\"epochs\":\"1 → 3\"}", 0.99);
        run("conv-net", 2, "interrupted", "{}", 0.98);
        assertThat(ResultsTable.of(RecordedRun.under(runs, leftOut::add)).rows())
                .isEmpty();
    }

    @Test
    void countsWholeLinesOfAnEpochTableCutOffByAKill() throws IOException {
        Path folder = run("conv-net", 1, "finished", "{}", 0.98);
        Files.writeString(folder.resolve("epochs.csv"), "epoch,seconds\n1,30.000\n2,29.");
        assertThat(RecordedRun.read(folder).minutes()).hasValue(0.5);
    }

    @Test
    void leavesOutAFolderThatCannotBeReadAndSaysSo() throws IOException {
        run("conv-net", 1, "finished", "{}", 0.98);
        Files.delete(run("conv-net", 2, "finished", "{}", 0.98).resolve("experiment.json"));
        assertThat(ResultsTable.of(RecordedRun.under(runs, leftOut::add)).rows())
                .hasSize(1);
        assertThat(leftOut).singleElement().asString().contains("experiment.json is missing");
    }

    @Test
    void doesNotMixRunsOfDifferentEpochs() throws IOException {
        run("conv-net", 1, "finished", "{}", 0.98);
        Path other = run("conv-net", 2, "finished", "{}", 0.99);
        Files.writeString(
                other.resolve("result.json"),
                Files.readString(other.resolve("result.json")).replace("\"epochs\": 1", "\"epochs\": 14"));
        assertThat(ResultsTable.of(RecordedRun.under(runs, leftOut::add)).rows())
                .hasSize(2);
    }

    @Test
    void refusesAFolderThatIsNoRun() {
        assertThatThrownBy(() -> RecordedRun.read(runs))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith(
                        runs + " is no run: expected a folder with at least one of experiment.json, result.json");
        assertThatThrownBy(() -> RecordedRun.under(runs.resolve("nowhere"), leftOut::add))
                .hasMessageContaining("no such folder");
    }

    private String table() {
        return ResultsTable.of(RecordedRun.under(runs, leftOut::add)).markdown();
    }

    private Path run(String name, int seed, String status, String overridden, double accuracy) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(name).resolve("20260101-000000-seed" + seed));
        Files.writeString(folder.resolve("result.json"), """
                {"format": 1, "experiment": "%s", "seed": %d, "status": "%s", "epochs": 1,
                 "final": {"test": {"loss": 0.05, "accuracy": %s}},
                 "figures": [{"name": "test accuracy", "published": 0.98, "tolerance": 0.006, "reason": "r",
                              "measured": %s, "verdict": "reproduced"}]}
                """.formatted(name, seed, status, accuracy, accuracy));
        Files.writeString(
                folder.resolve("experiment.json"), "{\"synthetic\": false, \"overridden\": %s}".formatted(overridden));
        Files.writeString(folder.resolve("epochs.csv"), "epoch,seconds\n1,30.000\n");
        return folder;
    }
}
