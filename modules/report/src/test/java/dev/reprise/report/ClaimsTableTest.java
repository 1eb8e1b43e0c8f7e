package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said over several experiments, from folders written out here. */
class ClaimsTableTest {
    @TempDir
    private Path out;

    @Test
    void aDifferenceWithinTheSpreadOverSeedsIsNoClaim() throws IOException {
        run("plain", 1, 0.90, "");
        run("plain", 2, 0.91, "");
        run("better", 1, 0.95, "plain");
        run("better", 2, 0.96, "plain");
        run("same", 1, 0.905, "plain");
        run("same", 2, 0.925, "plain");
        run("once", 1, 0.99, "plain");

        assertThat(ClaimsTable.under(out).rows())
                .extracting(row -> row.experiment() + ": " + row.answer())
                .containsExactlyInAnyOrder(
                        "better: yes",
                        "same: **no**: the difference is 0.01000, the spread over seeds 0.02121",
                        "once: no telling: 1 and 2 runs");
    }

    @Test
    void aRunOfATrialIsNoRunOfAnExperiment() throws IOException {
        run("plain", 1, 0.90, "");
        Path record = out.resolve("plain/20260101-000001-seed1/experiment.json");
        Files.writeString(record, Files.readString(record).replace("\"trial\": {}", "\"trial\": {\"units\": \"4\"}"));
        assertThat(ResultsTable.of(RecordedRun.under(out, line -> {})).rows()).isEmpty();
    }

    @Test
    void whatWasToBeSeenIsTakenFromTheNewestSweepElseTheNewestRun() throws IOException {
        Files.writeString(
                Files.createDirectories(out.resolve("fit/20260101-000001-seed1"))
                        .resolve("result.json"),
                "{\"format\": 1, \"status\": \"finished\", \"seen\": [{\"toSee\": \"it falls\", \"held\": false, \"why\": \"2\"}]}");
        assertThat(SeenTable.under(out).rows()).containsExactly(new SeenTable.Row("fit", "it falls", false, "2", 1));
        Files.writeString(
                Files.createDirectories(out.resolve("fit/20260101-000002-sweep"))
                        .resolve("sweep.json"),
                """
                {"format": 1, "experiment": "fit", "status": "finished", "runs": 3,
                 "seen": [{"toSee": "it falls", "held": true, "why": "1"}],
                 "trials": [{"numbers": {"rate": "0.1"}, "figures":
                   [{"name": "test loss", "published": 1, "tolerance": 0.1, "measured": 1.05, "verdict": "reproduced"}]}]}
                """);
        assertThat(SeenTable.under(out).rows()).containsExactly(new SeenTable.Row("fit", "it falls", true, "1", 3));
        assertThat(TrialsTable.under(out).rows())
                .containsExactly(
                        new TrialsTable.Row("fit", "rate 0.1", "test loss", "1.0 ± 0.1", "1.0500", "reproduced"));
    }

    private void run(String name, int seed, double accuracy, String than) throws IOException {
        Path folder = Files.createDirectories(out.resolve(name + "/20260101-00000" + seed + "-seed" + seed));
        String claims = than.isEmpty()
                ? ""
                : "{\"measure\": \"test accuracy\", \"relation\": \"above\", \"than\": \"" + than + "\"}";
        Files.writeString(folder.resolve("experiment.json"), """
                {"format": 1, "experiment": {"name": "%s", "claims": [%s]}, "trial": {}, "overridden": {},
                 "synthetic": false, "provenance": {"seed": %d}}
                """.formatted(name, claims, seed));
        Files.writeString(folder.resolve("result.json"), """
                {"format": 1, "experiment": "%s", "seed": %d, "status": "finished", "epochs": 1,
                 "final": {"train": {"loss": 1}, "test": {"loss": 1, "accuracy": %s}}, "figures": []}
                """.formatted(name, seed, accuracy));
    }
}
