package dev.reprise.training.sweep;

import static dev.reprise.net.Layer.linear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.data.catalog.DatasetSpec.Polynomial;
import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.files.Json;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Verdict;
import dev.reprise.training.experiment.Expectation;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Rows;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trend;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.loop.Silent;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.run.Request;
import dev.reprise.training.control.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SweepTest {
    private static final Polynomial CUBIC = new Polynomial(4, List.of(5.0, 1.2, -3.4, 5.6), 0.1, 100, 100);
    private static final Experiment FIT = Experiment.named("fit")
            .text("none", "none")
            .toSee("nothing")
            .dataset(CUBIC)
            .preprocessing(Preprocessing.none())
            .net(linear(1).withoutBias())
            .initialValues(InitialValues.pytorch())
            .criterion(Criterion.squaredError())
            .updateRule(Optimizer.sgd(0.1))
            .batchSize(10, Order.SHUFFLED)
            .epochs(20)
            .figure(PublishedValue.testLoss(0.5).within(0.5, "made up for the test"))
            .expect(Expectation.atMost(Measure.TRAIN_LOSS, 1, "it learns"))
            .build();

    @TempDir
    private Path out;

    private final Silent progress = new Silent();

    @Test
    void meanOverSeedsIsJudged() throws IOException {
        SweepOutcome sweep = (SweepOutcome) FIT.run(request(3), progress, () -> false);

        assertThat(sweep.finished()).isTrue();
        assertThat(sweep.findings().judgements())
                .singleElement()
                .satisfies(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.REPRODUCED));
        assertThat(sweep.findings().seen())
                .singleElement()
                .satisfies(seen -> assertThat(seen.held()).isTrue());
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
        assertThat(sweep.findings().judgements().get(0).measured().orElseThrow())
                .isCloseTo(mean, within(1e-6));
        assertThat(json(sweep).path("status").asString()).isEqualTo("finished");
    }

    @Test
    void interruptedSweepGoesOnWhereItWasAndClaimsNothingBefore() throws IOException {
        SweepOutcome whole = (SweepOutcome) FIT.run(request(3), progress, () -> false);

        AtomicInteger asked = new AtomicInteger();
        SweepOutcome begun = (SweepOutcome) FIT.run(request(3), progress, () -> asked.incrementAndGet() > 300);
        assertThat(begun.finished()).isFalse();
        assertThat(begun.findings().judgements())
                .allSatisfy(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.NO_VERDICT));
        assertThat(json(begun).path("status").asString()).isEqualTo("interrupted");
        int made = begun.made();
        assertThat(made).isBetween(1, 2);
        // a kill may have cut the last line off
        Path table = begun.folder().resolve("sweep.csv");
        Files.writeString(table, Files.readString(table) + "3,finished,0.1");

        SweepOutcome resumed =
                (SweepOutcome) FIT.run(request(3).withResume(new Request.Resume.Newest()), progress, () -> false);
        assertThat(resumed.folder()).isEqualTo(begun.folder());
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(whole));
        assertThatThrownBy(() -> FIT.run(request(3).withResume(new Request.Resume.Newest()), progress, () -> false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no unfinished sweep of fit");
    }

    @Test
    void sweepThatCannotBeginLeavesNothing() {
        Experiment mnist = FIT.toBuilder()
                .dataset("mnist")
                .net(dev.reprise.net.Layer.flatten(), linear(10))
                .criterion(Criterion.crossEntropy())
                .build();
        RunOptions nowhere = new RunOptions(
                Optional.of(out.resolve("nowhere")), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), out);
        assertThatThrownBy(() -> mnist.run(Request.of(Overrides.none(), nowhere).withSeeds(2), progress, () -> false))
                .hasMessageContaining("no such folder");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void crossValidationChoosesTheDegreeThatGeneralises() throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (int features : new int[] {2, 4}) {
            for (int fold = 0; fold < 4; fold++) {
                trials.add(Trial.of(FIT.toBuilder()
                                .dataset(CUBIC.withFeatures(features))
                                .rows(Rows.all().validateOnFold(fold, 4))
                                .updateRule(Optimizer.sgd(0.1))
                                .figures(List.of())
                                .build())
                        .with("features", features));
            }
        }
        Sweep folds = Sweep.named("folds")
                .text("none", "none")
                .toSee("it")
                .goal(Sweep.Goal.LOWEST_VALIDATION_LOSS)
                .over(trials)
                .withTrends(Trend.chooses("features", "4"));
        SweepOutcome sweep = (SweepOutcome) folds.run(request(1), progress, () -> false);

        assertThat(sweep.findings().best()).contains(Map.of("features", "4"));
        assertThat(sweep.findings().seen())
                .singleElement()
                .satisfies(seen -> assertThat(seen.held()).isTrue());
        assertThat(sweep.findings().trials())
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
                Trial.of(FIT.withUpdateRule(Optimizer.sgd(1e30))).with("rate", "1e30"),
                Trial.of(FIT).with("rate", 0.01));
        SweepOutcome sweep = (SweepOutcome)
                Sweep.named("fit").text("none", "none").toSee("it").over(trials).run(request(1), progress, () -> false);
        assertThat(sweep.finished()).isTrue();
        assertThat(Files.readAllLines(sweep.folder().resolve("sweep.csv")).get(1))
                .startsWith("1e30,1,diverged,,,");
        assertThat(sweep.findings().trials())
                .singleElement()
                .satisfies(line -> assertThat(line.numbers()).containsValue("0.01"));
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
