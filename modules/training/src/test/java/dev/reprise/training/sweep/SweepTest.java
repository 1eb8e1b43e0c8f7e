package dev.reprise.training.sweep;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.data.catalog.DatasetSpec.Polynomial;
import dev.reprise.files.Json;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Measure;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RunException;
import dev.reprise.training.Runner;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.control.SilentProgress;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Rows;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Run;
import dev.reprise.training.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SweepTest {
    private static final Polynomial CUBIC = new Polynomial(4, List.of(5.0, 1.2, -3.4, 5.6), 0.1, 100, 100);
    private static final Experiment FIT = Experiment.named("fit")
            .text("none", "none")
            .lookFor("nothing")
            .dataset(CUBIC)
            .preprocessing(noPreprocessing())
            .net(linear(1).withoutBias())
            .initialValues(pytorchDefaults())
            .criterion(squaredError())
            .optimizer(sgd(0.1))
            .batchSize(10)
            .order(SHUFFLED)
            .epochs(20)
            .publishes(published(Measure.TEST_LOSS, 0.5).within(0.5, "made up for the test"))
            .expect(atMost(Measure.TRAIN_LOSS, 1, "it learns"))
            .build();

    @TempDir
    private Path out;

    private final SilentProgress progress = new SilentProgress();

    @Test
    void meanOverSeedsIsJudged() throws IOException {
        SweepOutcome sweep = run(FIT, request(3), () -> false);

        assertThat(sweep.finished()).isTrue();
        assertThat(sweep.record().verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.answer()).isEqualTo(Verdict.Answer.REPRODUCED));
        assertThat(sweep.record().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.confirmed()).isTrue());
        List<String> lines = Files.readAllLines(sweep.folder().resolve("sweep.csv"));
        assertThat(lines.get(0))
                .isEqualTo("seed,status,train_loss,train_accuracy,validation_loss,validation_accuracy,"
                        + "test_loss,test_accuracy,weight_norm,seconds,folder");
        assertThat(lines).hasSize(4);
        double mean = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[6]))
                .average()
                .orElseThrow();
        assertThat(sweep.record().verdicts().get(0).measured().orElseThrow()).isCloseTo(mean, within(1e-6));
        assertThat(json(sweep).path("status").asString()).isEqualTo("finished");
    }

    @Test
    void interruptedSweepGoesOnWhereItWasAndClaimsNothingBefore() throws IOException {
        SweepOutcome whole = run(FIT, request(3), () -> false);

        int before = progress.rows.size();
        SweepOutcome started = run(FIT, request(3), () -> progress.rows.size() > before + 30); // in the second run
        assertThat(started.finished()).isFalse();
        assertThat(started.record().verdicts())
                .allSatisfy(verdict -> assertThat(verdict.answer()).isEqualTo(Verdict.Answer.NONE));
        assertThat(json(started).path("status").asString()).isEqualTo("interrupted");
        int made = started.record().runs();
        assertThat(made).isBetween(1, 2);
        // a kill may have cut the last line off
        Path table = started.folder().resolve("sweep.csv");
        Files.writeString(table, Files.readString(table) + "3,finished,0.1");

        SweepOutcome resumed = run(FIT, request(3).withResume(new Request.Resume.Newest()), () -> false);
        assertThat(resumed.folder()).isEqualTo(started.folder());
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(whole));
        assertThatThrownBy(() -> run(FIT, request(3).withResume(new Request.Resume.Newest()), () -> false))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("no unfinished sweep of fit");
    }

    @Test
    void resumedSweepTakesNoRunThatWasStartedWithOtherValues() throws IOException {
        SweepOutcome whole = run(FIT, request(2), () -> false);
        int before = progress.rows.size();
        run(FIT, request(2), () -> progress.rows.size() > before + 30);
        interruptWithCheckpoint(FIT.toBuilder().optimizer(sgd(0.01)).build(), OptionalInt.empty());
        interruptWithCheckpoint(FIT, OptionalInt.of(50));

        SweepOutcome resumed = run(FIT, request(2).withResume(new Request.Resume.Newest()), () -> false);
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(whole));
    }

    /** An unfinished run with seed 2 that has a checkpoint. */
    private void interruptWithCheckpoint(Experiment experiment, OptionalInt limit) {
        AtomicBoolean stop = new AtomicBoolean();
        Progress twoEpochs = new Progress() {
            @Override
            public void epoch(EpochRow row, int epochs) {
                stop.set(row.epoch() == 2);
            }
        };
        RunOptions options = new RunOptions(Optional.empty(), limit, 2, "cpu", OptionalInt.empty(), out);
        RunOutcome outcome = Run.run(experiment, Request.of(Overrides.none(), options), twoEpochs, stop::get);
        assertThat(outcome.folder().resolve("checkpoint")).isDirectory();
        assertThat(outcome.curves()).isEmpty();
    }

    @Test
    void sweepThatCannotBeginLeavesNothing() {
        Experiment mnist = FIT.toBuilder()
                .dataset("mnist")
                .net(flatten(), linear(10))
                .criterion(crossEntropy())
                .build();
        RunOptions nowhere = new RunOptions(
                Optional.of(out.resolve("nowhere")), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out);
        assertThatThrownBy(
                        () -> run(mnist, Request.of(Overrides.none(), nowhere).withSeeds(2), () -> false))
                .hasMessageContaining("no such folder");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void crossValidationChoosesTheDegreeThatGeneralises() throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (int features : new int[] {2, 4}) {
            for (int fold = 0; fold < 4; fold++) {
                trials.add(Trial.of(FIT.variant("fit", "nothing")
                                .dataset(CUBIC.withFeatures(features))
                                .rows(Rows.all().validateOnFold(fold, 4))
                                .optimizer(sgd(0.1))
                                .build())
                        .with("features", features));
            }
        }
        Sweep folds = Sweep.named("folds")
                .text("none", "none")
                .lookFor("it")
                .goal(Sweep.Goal.LOWEST_VALIDATION_LOSS)
                .over(trials)
                .expect(chooses("features", "4"));
        SweepOutcome sweep = run(folds, request(1), () -> false);

        assertThat(sweep.record().best()).isEqualTo(Map.of("features", "4"));
        assertThat(sweep.record().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.confirmed()).isTrue());
        assertThat(sweep.record().trials())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.runs()).isEqualTo(4));
        assertThat(Files.readAllLines(sweep.folder().resolve("sweep.csv"))).hasSize(9);
        // a trial's run is no run of an experiment: its record says which trial it is
        try (Stream<Path> runs = Files.list(out.resolve("folds"))) {
            Path run = runs.filter(path -> path.toString().endsWith("seed1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Json.MAPPER
                            .readTree(Files.readAllBytes(run.resolve("experiment.json")))
                            .at("/trial/features")
                            .asString())
                    .isIn("2", "4");
        }
    }

    @Test
    void runThatDivergesIsALineAndNotTheEnd() throws IOException {
        List<Trial> trials = List.of(
                Trial.of(FIT.toBuilder().optimizer(sgd(1e30)).build()).with("rate", "1e30"),
                Trial.of(FIT).with("rate", 0.01));
        SweepOutcome sweep =
                run(Sweep.named("fit").text("none", "none").lookFor("it").over(trials), request(1), () -> false);
        assertThat(sweep.finished()).isTrue();
        assertThat(Files.readAllLines(sweep.folder().resolve("sweep.csv")).get(1))
                .startsWith("1e30,1,diverged,,,");
        assertThat(sweep.record().trials())
                .singleElement()
                .satisfies(line -> assertThat(line.values()).containsValue("0.01"));
    }

    @Test
    void runThatFailsIsALineWithItsReasonAndResumeRepeatsItAlone() throws IOException {
        Experiment mnist = FIT.toBuilder()
                .dataset("mnist")
                .net(flatten(), linear(10))
                .criterion(crossEntropy())
                .build();
        Sweep three = Sweep.named("fit")
                .text("none", "none")
                .lookFor("it")
                .over(List.of(
                        Trial.of(FIT).with("trial", 1),
                        Trial.of(mnist).with("trial", 2),
                        Trial.of(FIT).with("trial", 3)));
        RunOptions nowhere = new RunOptions(
                Optional.of(out.resolve("nowhere")), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out);
        Request request = Request.of(Overrides.none(), nowhere);

        SweepOutcome sweep = run(three, request, () -> false);
        assertThat(sweep.finished()).isFalse();
        assertThat(sweep.interrupted()).isFalse();
        assertThat(sweep.failures())
                .singleElement()
                .asString()
                .startsWith("fit, trial 2, seed 1: ")
                .contains("nowhere");
        assertThat(Files.readAllLines(sweep.folder().resolve("sweep.csv")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("2,1,failed,"));
        assertThat(json(sweep).path("status").asString()).isEqualTo("failed");

        SweepOutcome resumed = run(three, request.withResume(new Request.Resume.Newest()), () -> false);
        assertThat(resumed.folder()).isEqualTo(sweep.folder());
        assertThat(Files.readAllLines(sweep.folder().resolve("sweep.csv"))).hasSize(4);
        try (Stream<Path> runs = Files.list(out.resolve("fit"))) {
            assertThat(runs.filter(path -> path.toString().contains("-seed1"))).hasSize(2);
        }
    }

    private SweepOutcome run(Study study, Request request, BooleanSupplier stop) {
        return (SweepOutcome) new Runner(progress, stop).run(study, request);
    }

    private static List<String> withoutTimes(SweepOutcome sweep) throws IOException {
        return Files.readAllLines(sweep.folder().resolve("sweep.csv")).stream()
                .map(line -> List.of(line.split(",", -1)).subList(0, 9).toString())
                .toList();
    }

    private static JsonNode json(SweepOutcome sweep) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(sweep.folder().resolve("sweep.json")));
    }

    private Request request(int seeds) {
        return Request.of(
                        Overrides.none(),
                        new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out))
                .withSeeds(seeds);
    }
}
