package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.files.Json;
import dev.reprise.report.page.ComparisonPage;
import dev.reprise.report.page.RunPage;
import dev.reprise.testkit.OldRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What commit 120da67 wrote is read completely, and says what it said then. */
class OldRunsTest {
    private static final Set<String> DEMONSTRATIONS = Set.of("activation-functions", "gradcheck");
    private static final Set<String> UNFINISHED = Set.of("linear", "polynomial-normal");

    @TempDir
    private static Path temp;

    private static OldRuns old;

    @BeforeAll
    static void copy() {
        old = OldRuns.copyTo(temp);
    }

    @Test
    void everyFinishedTrainingIsReadCompletely() {
        List<RunFiles> trainings = trainings();
        assertThat(trainings).hasSize(54).allSatisfy(run -> {
            List<String> lacking = new ArrayList<>(run.missing());
            run.steps(lacking);
            run.predictions(lacking);
            assertThat(run.net(lacking)).isPresent();
            assertThat(lacking).isEmpty();
            assertThat(run.status()).isEqualTo("finished");
            assertThat(run.epochs().numbers("epoch")).isNotEmpty();
        });
    }

    @Test
    void howTheOthersEndedIsRead() {
        assertThat(RunFiles.open(old.run("linear")).status()).isEqualTo("interrupted");
        assertThat(RunFiles.open(old.run("linear")).epochs().numbers("epoch")).hasSize(30);
        assertThat(RunFiles.open(old.run("polynomial-normal")).status()).isEqualTo("diverged");
        for (String name : DEMONSTRATIONS) {
            RunFiles demonstration = RunFiles.open(old.run(name));
            assertThat(demonstration.status()).isEqualTo("finished");
            assertThat(demonstration.experiment()).isEqualTo(name);
        }
        assertThat(RunFiles.open(old.run("activation-functions")).activations().rows())
                .hasSize(160);
    }

    @Test
    void theTableOfResultsHasTheNumbersThatItHad() throws IOException {
        List<String> leftOut = new ArrayList<>();
        List<ResultsTable.Row> rows =
                ResultsTable.of(RecordedRun.under(old.out(), leftOut::add)).rows();
        JsonNode recorded = printedJson("report.json");
        assertThat(leftOut).isEmpty();
        assertThat(rows).hasSize(recorded.size()).hasSize(4);
        for (int i = 0; i < rows.size(); i++) {
            ResultsTable.Row row = rows.get(i);
            JsonNode then = recorded.get(i);
            assertThat(row.experiment()).isEqualTo(then.path("experiment").asString());
            assertThat(row.figure()).isEqualTo(then.path("figure").asString());
            assertThat(row.seeds())
                    .isEqualTo(then.path("seeds").values().stream()
                            .map(JsonNode::asLong)
                            .toList());
            assertThat(row.epochs()).isEqualTo(then.path("epochs").asInt());
            assertThat(row.mean()).isCloseTo(then.path("mean").asDouble(), within(1e-9));
            assertThat(row.deviation()).isCloseTo(then.path("deviation").asDouble(), within(1e-9));
            assertThat(row.smallest()).isEqualTo(then.path("smallest").asDouble());
            assertThat(row.largest()).isEqualTo(then.path("largest").asDouble());
            assertThat(row.minutes()).isCloseTo(then.path("minutes").asDouble(), within(1e-9));
        }
    }

    @Test
    void whatWasSeenAndClaimedIsRead() {
        assertThat(SeenTable.under(old.out()).rows())
                .hasSize(9)
                .allMatch(SeenTable.Row::held)
                .extracting(SeenTable.Row::study, SeenTable.Row::runs)
                .contains(tuple("gradcheck", 1), tuple("weight-decay-scratch-0", 2));
        assertThat(ClaimsTable.under(old.out()).rows())
                .hasSize(4)
                .filteredOn(claim -> claim.answer().equals("yes"))
                .extracting(ClaimsTable.Row::experiment)
                .containsExactly("weight-decay-scratch-3", "weight-decay-scratch-3");
    }

    @Test
    void aSweepOverTrialsIsReadCompletely() throws IOException {
        Sweep sweep = Sweep.open(old.sweep("k-fold"));
        assertThat(sweep.missing()).isEmpty();
        assertThat(sweep.runs()).hasSize(45);
        assertThat(sweep.varied())
                .containsOnlyKeys("features")
                .containsEntry("features", List.of("1", "2", "3", "4", "5", "6", "8", "12", "20"));
        assertThat(sweep.figure()).isEqualTo("validation_loss");
        List<String> recorded = Files.readAllLines(old.printed().resolve("report-k-fold.csv"));
        List<Comparison.Row> rows = Comparison.of(sweep.runs()).rows();
        for (int i = 0; i < rows.size(); i++) {
            Comparison.Row row = rows.get(i);
            String[] then = recorded.get(i + 1).split(",", -1);
            assertThat(row.experiment()).isEqualTo(then[0]);
            assertThat(row.seed()).isEqualTo(Long.parseLong(then[1]));
            assertThat(row.scores().get("train loss")).isCloseTo(Double.parseDouble(then[4]), within(5e-5));
            assertThat(row.scores().get("validation loss")).isCloseTo(Double.parseDouble(then[5]), within(5e-5));
            assertThat(row.scores().get("test loss")).isCloseTo(Double.parseDouble(then[6]), within(5e-5));
        }
    }

    @Test
    void theSeedsOfARunAreReadCompletely() {
        for (String name : List.of("weight-decay-concise-3", "weight-decay-scratch-0", "weight-decay-scratch-3")) {
            Sweep sweep = Sweep.open(old.sweep(name));
            assertThat(sweep.missing()).isEmpty();
            assertThat(sweep.runs()).extracting(RunFiles::seed).containsExactly(1L, 2L);
        }
    }

    @Test
    void thePredictionsAreThoseThatGaveTheAccuracy() {
        assertThat(accuracy("mlp-30-fixed")).isEqualTo(1504 / 2000.0);
        assertThat(accuracy("two-layer-net")).isEqualTo(273 / 1000.0);
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
            Path page = RunPage.write(RunFiles.open(old.run(name)), run -> {
                throw new ReportException("no images in this test");
            });
            assertThat(page).content().contains(name);
        }
        assertThat(ComparisonPage.write(Sweep.open(old.sweep("k-fold"))))
                .content()
                .contains("features");
    }

    private double accuracy(String name) {
        ConfusionCounts confusion = RunFiles.open(old.run(name))
                .predictions(new ArrayList<>())
                .orElseThrow()
                .confusion();
        double right = 0;
        for (int i = 0; i < confusion.counts().size(); i++) {
            right += confusion.counts().get(i).get(i);
        }
        return right / confusion.total();
    }

    private List<RunFiles> trainings() {
        return old.runs().stream()
                .map(RunFiles::open)
                .filter(run -> !DEMONSTRATIONS.contains(run.experiment()) && !UNFINISHED.contains(run.experiment()))
                .toList();
    }

    private JsonNode printedJson(String name) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(old.printed().resolve(name)));
    }
}
