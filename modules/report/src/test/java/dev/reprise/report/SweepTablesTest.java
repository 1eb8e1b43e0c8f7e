package dev.reprise.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.RunStatus;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.store.RunStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ChecksTable} and {@link TrialsTable} over a run and a sweep of one experiment. */
class SweepTablesTest {
    private static final CheckResult NOT_CONFIRMED = new CheckResult("it falls", false, "2");

    @TempDir
    private Path out;

    private RunStore store;

    @BeforeEach
    void aRun() {
        SyntheticRun.of("fit", 1).writeInto(out);
        store = new RunStore(out);
    }

    @Test
    void checksAreThoseOfTheNewestRunWhereNoSweepFinished() {
        sweep(RunStatus.RUNNING);
        assertThat(ChecksTable.of(store).text().rows())
                .containsExactly(List.of("fit", "the loss falls", "confirmed", "from 1.1 to 0.2", "1"));
    }

    @Test
    void checksAreThoseOfTheNewestFinishedSweep() {
        sweep(RunStatus.FINISHED);
        assertThat(ChecksTable.of(store).rows()).containsExactly(new ChecksTable.Row("fit", NOT_CONFIRMED, 3));
        assertThat(ChecksTable.of(store).text().rows().get(0)).contains("NOT confirmed");
    }

    @Test
    void publishedValuesOfTrialsAndOfTheBestOneHaveALineEach() {
        sweep(RunStatus.FINISHED);
        assertThat(TrialsTable.of(store).text().rows())
                .containsExactly(
                        List.of("fit", "rate 0.1", "test loss", "1 ± 0.1", "1.0500", "reproduced"),
                        List.of("fit", "best: rate 0.2", "test loss", "0.5 ± 0.1", "–", "no verdict, synthetic data"));
    }

    private void sweep(RunStatus status) {
        SweepRecord record = new SweepRecord(
                SweepRecord.FORMAT,
                "fit",
                status,
                "key",
                1,
                3,
                3,
                3,
                Map.of(),
                List.of(new SweepRecord.TrialResult(
                        Map.of("rate", "0.1"),
                        3,
                        Map.of("test loss", 1.05),
                        List.of(PublishedValue.published(Measure.TEST_LOSS, 1)
                                .within(0.1, "r")
                                .judge(OptionalDouble.of(1.05), Optional.empty())))),
                Map.of("rate", "0.2"),
                List.of(PublishedValue.published(Measure.TEST_LOSS, 0.5)
                        .within(0.1, "r")
                        .judge(OptionalDouble.empty(), Optional.of("synthetic data"))),
                List.of(NOT_CONFIRMED),
                List.of(),
                List.of());
        store.createSweep(record, Set.of("rate"));
    }
}
