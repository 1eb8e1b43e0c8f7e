package dev.reprise.training.experiment;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.logSoftmax;
import static dev.reprise.results.PublishedValue.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.files.Json;
import dev.reprise.results.Measure;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Summary;
import dev.reprise.results.Verdict;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.loop.TrainingLoop;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.run.Request;
import dev.reprise.training.control.RunOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final Experiment LINEAR = Experiment.named("linear")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("mnist")
            .preprocessing(Preprocessing.zeroToOne())
            .net(flatten(), dropout(0.5), linear(10))
            .initialValues(InitialValues.pytorch())
            .criterion(Criterion.crossEntropy())
            .optimizer(Optimizer.sgd(0.1))
            .batchSize(10).order(Order.SHUFFLED)
            .epochs(2)
            .publishes(published(Measure.TEST_ACCURACY, 0.9).within(0.01, "a reason"))
            .build();

    @Test
    void isNotMadeWhileANumberIsMissing() {
        assertThatThrownBy(
                        () -> Experiment.named("half").text("t", "s").lookFor("x").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("experiment half lacks dataset");
    }

    @Test
    void isNotMadeWhereTheCriterionTakesSomethingElse() {
        assertThatThrownBy(() -> LINEAR.withNet(flatten(), linear(10), logSoftmax()))
                .hasMessage("linear: the criterion takes LOGITS, the last layer puts out LOG_PROBABILITIES");
    }

    @Test
    void isWrittenAsJsonWithEveryNumber() {
        assertThat(Json.MAPPER.writeValueAsString(LINEAR))
                .contains("\"learningRate\":0.1", "\"rate\":0.5", "\"units\":10", "\"epochs\":2", "\"batchSize\":10");
    }

    @Test
    void overriddenNumbersReplaceItsOwnAndAreNamed() {
        Overrides overrides = new Overrides(
                Optional.of("fashion-mnist"),
                OptionalInt.of(5),
                OptionalInt.of(64),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.001),
                OptionalDouble.of(0.1));
        Experiment changed = overrides.apply(LINEAR);
        assertThat(changed.dataset().name()).isEqualTo("fashion-mnist");
        assertThat(changed.epochs()).isEqualTo(5);
        assertThat(changed.batchSize()).isEqualTo(64);
        assertThat(changed.optimizer()).isEqualTo(Optimizer.sgd(0.5).withWeightDecay(0.001));
        assertThat(changed.layers()).contains(dropout(0.1));
        assertThat(overrides.changes(LINEAR).keySet())
                .containsExactly("dataset", "epochs", "batchSize", "learningRate", "weightDecay", "dropout");
        assertThat(Overrides.none().changes(LINEAR)).isEmpty();
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> LINEAR.withEpochs(0)).hasMessage("epochs must be at least 1, is 0");
        assertThatThrownBy(() -> LINEAR.withBatchSize(0)).hasMessage("batch size must be at least 1, is 0");
        assertThatThrownBy(() -> LINEAR.optimizer().withLearningRate(Double.NaN))
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> LINEAR.toBuilder().keepBestOnLast(0).build())
                .hasMessageContaining("without rows held out");
    }

    @Test
    void verdictSaysHowFarTheMeasuredFigureIsFromThePublished() {
        PublishedValue figure = LINEAR.figures().get(0);
        assertThat(figure.judge(OptionalDouble.of(0.905)).verdict()).isEqualTo(Verdict.REPRODUCED);
        assertThat(figure.judge(OptionalDouble.of(0.88)))
                .hasToString("test accuracy 0.8800 (published 0.9 ± 0.01): not reproduced");
        assertThat(published(Measure.TEST_ACCURACY, 0.9)
                        .fitted()
                        .within(0.01, "a reason")
                        .judge(OptionalDouble.of(0.9))
                        .verdict())
                .isEqualTo(Verdict.FITTED);
        assertThat(figure.judge(OptionalDouble.empty()))
                .hasToString("test accuracy – (published 0.9 ± 0.01): no verdict, test accuracy was not measured");
    }

    @Test
    void spreadOverSeedsIsThatOfASample() {
        assertThat(Summary.of(Measure.TEST_ACCURACY, 0.8, 0.9, 1.0))
                .hasToString("test accuracy 0.9000 ± 0.1000 [0.8000, 1.0000] over 3 runs");
    }

    @Test
    void ordersTakeRowsAsTheySay() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(Order.AS_STORED.rows(5, 2, random)).containsExactly(0, 1, 2, 3, 4);
        assertThat(Order.SHUFFLED.rows(100, 2, random))
                .isNotEqualTo(Order.AS_STORED.rows(100, 2, random))
                .containsExactlyInAnyOrder(Order.AS_STORED.rows(100, 2, random));
        int[] drawn = Order.WITH_REPLACEMENT.rows(100, 30, random);
        assertThat(drawn).hasSize(90);
        assertThat(Arrays.stream(drawn).distinct().count()).isLessThan(90);
        assertThat(Order.SHUFFLED.steps(100, 30)).isEqualTo(4);
    }

    @Test
    void anotherSeedDrawsOtherRows() {
        int[] rows = Order.WITH_REPLACEMENT.rows(1000, 100, TrainingLoop.random(1, 1));
        int[] others = Order.WITH_REPLACEMENT.rows(1000, 100, TrainingLoop.random(2, 1));
        for (int shift = 0; shift < 3; shift++) {
            int by = shift;
            assertThat(IntStream.range(by, rows.length).filter(i -> rows[i] == others[i - by]))
                    .hasSizeLessThan(10);
        }
    }

    @Test
    void overriddenWeightDecayIsThatOfThePenaltyWhereThereIsOne() {
        Experiment penalised = LINEAR.toBuilder().penalty(Penalty.l2(3)).build();
        Overrides overrides = decay(0);
        assertThat(overrides.apply(penalised).penalty()).isEqualTo(Penalty.l2(0));
        assertThat(overrides.apply(penalised).optimizer()).isEqualTo(LINEAR.optimizer());
        assertThat(overrides.changes(penalised)).containsExactly(Map.entry("weightDecay", "3.0 → 0.0"));
    }

    @Test
    void whatTellsTrialsApartIsNotOverridden() {
        Sweep sweep = Sweep.named("decays")
                .text("t", "s")
                .lookFor("it")
                .over(List.of(
                        Trial.of(decay(0.1).apply(LINEAR)).with("decay", 0.1),
                        Trial.of(decay(0.2).apply(LINEAR)).with("decay", 0.2)));
        assertThatThrownBy(() -> sweep.require(request(decay(0.1))))
                .hasMessage("decays compares several values of weightDecay: it cannot be overridden in it");
        sweep.require(request(Overrides.none()));
    }

    @Test
    void aSweepChoosesByValidationOnlyWhereRowsAreHeldOut() {
        assertThatThrownBy(() -> Sweep.named("blind")
                        .goal(Sweep.Goal.HIGHEST_VALIDATION_ACCURACY)
                        .over(List.of(Trial.of(LINEAR))))
                .hasMessage("blind cannot choose by validation without rows held out");
    }

    @Test
    void isNotMadeWhereMoreEpochsAreLookedAtThanItHas() {
        Expectation third = Expectation.atMost(Measure.TEST_LOSS, 1, "it falls").atEpoch(3);
        assertThatThrownBy(() -> LINEAR.withExpectations(third))
                .hasMessage("linear has 2 epochs; more are needed for: it falls, test loss of epoch 3 at most 1");
        assertThatThrownBy(() -> PublishedValue.testAccuracy(97).within(1, "percent"))
                .hasMessage("test accuracy must be in 0–1, is 97.0");
    }

    @Test
    void aVariantTakesOverNoFigure() {
        assertThat(LINEAR.figures()).isNotEmpty();
        assertThat(LINEAR.as("variant", "another").figures()).isEmpty();
    }

    private static Overrides decay(double lambda) {
        Overrides none = Overrides.none();
        return new Overrides(
                none.dataset(),
                none.epochs(),
                none.batchSize(),
                none.learningRate(),
                OptionalDouble.of(lambda),
                none.dropout());
    }

    private static Request request(Overrides overrides) {
        return Request.of(
                overrides,
                new RunOptions(
                        Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), Path.of("nowhere")));
    }
}
