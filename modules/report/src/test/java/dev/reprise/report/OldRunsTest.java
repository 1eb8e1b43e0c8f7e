package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Json;
import dev.reprise.report.page.ComparisonPage;
import dev.reprise.report.page.RunPage;
import dev.reprise.results.CheckResult;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RecordedSweep;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunStore;
import dev.reprise.testkit.OldRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Reports on what commit 120da67 wrote say what they said then. */
class OldRunsTest {
    @TempDir
    private static Path temp;

    private static OldRuns old;

    @BeforeAll
    static void copy() {
        old = OldRuns.copyTo(temp);
    }

    @Test
    void theTableOfResultsHasTheNumbersThatItHad() throws IOException {
        ResultsTable table = ResultsTable.of(runs());
        JsonNode recorded =
                Json.MAPPER.readTree(Files.readAllBytes(old.printed().resolve("report.json")));
        assertThat(table.rows()).hasSize(recorded.size()).hasSize(4);
        for (int i = 0; i < table.rows().size(); i++) {
            ResultsTable.Row row = table.rows().get(i);
            JsonNode then = recorded.get(i);
            assertThat(row.experiment()).isEqualTo(then.path("experiment").asString());
            assertThat(row.measure()).hasToString(then.path("figure").asString());
            assertThat(row.seeds())
                    .isEqualTo(then.path("seeds").values().stream()
                            .map(JsonNode::asLong)
                            .toList());
            assertThat(row.epochs()).isEqualTo(then.path("epochs").asInt());
            assertThat(row.measured().mean()).isCloseTo(then.path("mean").asDouble(), within(1e-5));
            assertThat(row.measured().standardDeviation())
                    .isCloseTo(then.path("deviation").asDouble(), within(1e-5));
            assertThat(row.measured().smallest())
                    .isCloseTo(then.path("smallest").asDouble(), within(1e-5));
            assertThat(row.measured().largest()).isCloseTo(then.path("largest").asDouble(), within(1e-5));
            assertThat(row.minutes().orElseThrow())
                    .isCloseTo(then.path("minutes").asDouble(), within(1e-9));
        }
    }

    @Test
    void theTableOfResultsIsTheOldOneButForItsNames() throws IOException {
        List<List<String>> then =
                CsvTable.read(old.printed().resolve("report.csv"), 1 << 20).rows();
        List<List<String>> now = ResultsTable.of(runs()).text().rows();
        assertThat(now)
                .isEqualTo(then.stream()
                        .map(row ->
                                row.stream().map(cell -> cell.replace("`", "")).toList())
                        .toList());
    }

    @Test
    void checksAndClaimsAreRead() {
        RunStore store = new RunStore(old.out());
        assertThat(ChecksTable.of(store).rows())
                .hasSize(9)
                .allMatch(row -> row.check().confirmed())
                .extracting(ChecksTable.Row::experiment, ChecksTable.Row::runs)
                .contains(tuple("gradcheck", 1), tuple("weight-decay-scratch-0", 2));
        assertThat(ChecksTable.of(store).rows())
                .extracting(ChecksTable.Row::check)
                .contains(new CheckResult(
                        "every gradient is right", true, "22 of 22, the largest relative error is 4.7e-07"));
        assertThat(ClaimsTable.of(runs()).rows())
                .hasSize(4)
                .extracting(ClaimsTable.Row::experiment, ClaimsTable.Row::answer)
                .contains(
                        tuple("weight-decay-scratch-3", "yes"),
                        tuple("weight-decay-concise-3", "undecided (needs 2 runs of each, has 2 and 1)"));
    }

    @Test
    void aSweepOverTrialsHasTheScoresThatItHad() throws IOException {
        RecordedSweep sweep = RecordedSweep.read(old.sweep("k-fold"));
        List<String> recorded = Files.readAllLines(old.printed().resolve("report-k-fold.csv"));
        List<Comparison.Row> rows = Comparison.of(sweep.runs()).rows();
        assertThat(rows).hasSize(45);
        for (int i = 0; i < rows.size(); i++) {
            Comparison.Row row = rows.get(i);
            String[] then = recorded.get(i + 1).split(",", -1);
            assertThat(row.experiment()).isEqualTo(then[0]);
            assertThat(row.seed()).isEqualTo(Long.parseLong(then[1]));
            assertThat(row.scores().get("training loss")).isCloseTo(Double.parseDouble(then[4]), within(1e-4));
            assertThat(row.scores().get("validation loss")).isCloseTo(Double.parseDouble(then[5]), within(1e-4));
            assertThat(row.scores().get("test loss")).isCloseTo(Double.parseDouble(then[6]), within(1e-4));
        }
    }

    @Test
    void eachKindOfRunGetsAPage() {
        for (String name : List.of(
                "mlp-30-fixed",
                "two-layer-net",
                "weight-decay-concise-0",
                "activation-functions",
                "gradcheck",
                "linear",
                "polynomial-normal")) {
            Path page = RunPage.write(RecordedRun.read(old.run(name)), run -> {
                throw new RunException("no images in this test");
            });
            assertThat(page).content().contains("<h1>" + name + "</h1>");
        }
        assertThat(ComparisonPage.write(RecordedSweep.read(old.sweep("k-fold"))))
                .content()
                .contains("features");
    }

    @Test
    void aDemonstrationIsCompleteWithoutCurvesAndANet() {
        Path page = RunPage.write(RecordedRun.read(old.run("gradcheck")), run -> {
            throw new RunException("no images in this test");
        });
        assertThat(page)
                .content()
                .contains("npnet: Linear, ReLU, Linear, ReLU")
                .doesNotContain("Incomplete run folder", "Diagnosis");
    }

    private static List<RecordedRun> runs() {
        return new RunStore(old.out()).runs().stream().map(RecordedRun::read).toList();
    }
}
