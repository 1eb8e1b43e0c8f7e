package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.Claim;
import dev.reprise.results.Measure;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTableTest {
    private static final Claim ABOVE_PLAIN = new Claim(Measure.TEST_ACCURACY, Claim.Relation.ABOVE, "plain");

    private static final Claim BELOW_PLAIN = new Claim(Measure.TEST_ACCURACY, Claim.Relation.BELOW, "plain");

    @TempDir
    private Path out;

    @Test
    void aDifferenceWithinTheStandardDeviationsOverSeedsDoesNotHold() {
        run("plain", 1, 0.90);
        run("plain", 2, 0.91);
        run("better", 1, 0.95, ABOVE_PLAIN);
        run("better", 2, 0.96, ABOVE_PLAIN);
        run("same", 1, 0.905, ABOVE_PLAIN);
        run("same", 2, 0.925, ABOVE_PLAIN);
        run("once", 1, 0.99, ABOVE_PLAIN);

        assertThat(table().rows())
                .extracting(row -> row.experiment() + ": " + row.answer())
                .containsExactlyInAnyOrder(
                        "better: yes",
                        "same: NO: the difference is 0.01, the standard deviations over seeds are 0.02121 together",
                        "once: undecided (needs 2 runs of each, has 1 and 2)");
    }

    @Test
    void aCopiedRunCountsOnce() {
        run("plain", 1, 0.90);
        run("plain", 2, 0.91);
        run("better", 1, 0.95, ABOVE_PLAIN);
        run("better", 1, 0.95, ABOVE_PLAIN);

        assertThat(table().rows())
                .extracting(ClaimsTable.Row::answer)
                .containsExactly("undecided (needs 2 runs of each, has 1 and 2)");
    }

    @Test
    void aClaimIsOneLineWithBothMeans() {
        run("plain", 1, 0.90);
        run("plain", 2, 0.91);
        run("worse", 1, 0.8, BELOW_PLAIN);
        run("worse", 2, 0.7, BELOW_PLAIN);

        assertThat(table().text().markdown()).isEqualTo("""
                        | experiment | claim | measured | compared with | holds? |
                        |---|---|---|---|---|
                        | `worse` | test accuracy below that of plain | 0.7500 ± 0.0707 (2 runs) | 0.9050 ± 0.0071 (2 runs) | yes |
                        """);
    }

    @Test
    void aClaimAboutAnExperimentWithoutRunsIsUndecided() {
        run("better", 1, 0.95, ABOVE_PLAIN);
        assertThat(table().text().rows().get(0))
                .containsExactly(
                        "better",
                        "test accuracy above that of plain",
                        "0.9500 (1 run)",
                        "–",
                        "undecided (needs 2 runs of each, has 1 and 0)");
    }

    private ClaimsTable table() {
        return ClaimsTable.of(
                new RunStore(out).runs().stream().map(RecordedRun::read).toList());
    }

    private void run(String name, long seed, double accuracy, Claim... claims) {
        SyntheticRun.of(name, seed).accuracy(accuracy).claims(claims).writeInto(out);
    }
}
