package dev.reprise.results.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Measure;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.testkit.OldRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run folders that commit 120da67 wrote, in format 1, are read completely. */
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
        List<RecordedRun> trainings = old.runs().stream()
                .map(RecordedRun::read)
                .filter(run -> !DEMONSTRATIONS.contains(run.experiment()) && !UNFINISHED.contains(run.experiment()))
                .toList();
        assertThat(trainings).hasSize(54).allSatisfy(run -> {
            List<String> missing = new ArrayList<>(run.missing());
            run.steps(missing);
            run.predictions(missing);
            assertThat(missing).isEmpty();
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.record().orElseThrow().name()).isEqualTo(run.experiment());
            assertThat(run.record().orElseThrow().lookFor()).isNotBlank();
            assertThat(run.record().orElseThrow().provenance().commit()).isEqualTo("120da67");
            assertThat(run.curves().orElseThrow().rows()).hasSize(run.plannedEpochs());
            assertThat(run.curves().orElseThrow().selected().test())
                    .isEqualTo(run.result()
                            .flatMap(RunResult::scores)
                            .orElseThrow()
                            .test());
        });
    }

    @Test
    void howTheOthersEndedIsRead() {
        assertThat(read("linear").status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(read("linear").epochs().numbers("epoch")).hasSize(30);
        assertThat(read("polynomial-normal").status()).isEqualTo(RunStatus.DIVERGED);
        for (String name : DEMONSTRATIONS) {
            assertThat(read(name).status()).isEqualTo(RunStatus.FINISHED);
            assertThat(read(name).experiment()).isEqualTo(name);
            assertThat(read(name).result().orElseThrow().checks()).isNotEmpty().allMatch(CheckResult::confirmed);
        }
        assertThat(read("activation-functions").table("activations.csv").rows()).hasSize(160);
    }

    @Test
    void aSweepOverTrialsIsReadCompletely() {
        RecordedSweep sweep = RecordedSweep.read(old.sweep("k-fold"));
        assertThat(sweep.missing()).isEmpty();
        assertThat(sweep.runs()).hasSize(45);
        assertThat(sweep.varied())
                .containsOnlyKeys("features")
                .containsEntry("features", List.of("1", "2", "3", "4", "5", "6", "8", "12", "20"));
        assertThat(sweep.measure()).isEqualTo(Measure.VALIDATION_LOSS);
        assertThat(sweep.folder().findRecord().orElseThrow().trials()).hasSize(9);
    }

    @Test
    void theSeedsOfARunAreReadCompletely() {
        for (String name : List.of("weight-decay-concise-3", "weight-decay-scratch-0", "weight-decay-scratch-3")) {
            RecordedSweep sweep = RecordedSweep.read(old.sweep(name));
            assertThat(sweep.missing()).isEmpty();
            assertThat(sweep.runs()).extracting(RecordedRun::seed).containsExactly(1L, 2L);
            assertThat(sweep.folder().findRecord().orElseThrow().checks()).isNotEmpty();
        }
    }

    @Test
    void thePredictionsAreThoseThatGaveTheAccuracy() {
        assertThat(accuracy("mlp-30-fixed")).isEqualTo(1504 / 2000.0);
        assertThat(accuracy("two-layer-net")).isEqualTo(273 / 1000.0);
    }

    private static RecordedRun read(String name) {
        return RecordedRun.read(old.run(name));
    }

    private static double accuracy(String name) {
        return read(name)
                .predictions(new ArrayList<>())
                .orElseThrow()
                .confusion()
                .accuracy();
    }
}
