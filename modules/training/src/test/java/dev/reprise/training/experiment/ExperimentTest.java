package dev.reprise.training.experiment;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.files.Json;
import dev.reprise.net.Layer;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Summary;
import dev.reprise.results.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExperimentTest {
    private static final Experiment LINEAR = Experiment.named("linear")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("mnist")
            .preprocessing(zeroToOne())
            .net(flatten(), dropout(0.5), linear(10))
            .initialValues(pytorchDefaults())
            .criterion(crossEntropy())
            .optimizer(sgd(0.1))
            .batchSize(10)
            .order(SHUFFLED)
            .epochs(2)
            .publishes(testAccuracy(0.9).within(0.01, "a reason"))
            .build();

    @Test
    void isNotMadeWhileAValueIsMissing() {
        assertThatThrownBy(() ->
                        Experiment.named("half").text("t", "s").lookFor("x").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("experiment half has no dataset");
    }

    @Test
    void softmaxBeforeACriterionThatAppliesItIsRefused() {
        assertThatThrownBy(() -> endingIn(softmax()).build())
                .hasMessage(
                        "linear: cross-entropy takes logits, but the net's last layer gives probabilities: end the net"
                                + " without softmax or log-softmax, which the criterion applies itself");
        assertThatThrownBy(() -> endingIn(logSoftmax()).build())
                .hasMessageStartingWith(
                        "linear: cross-entropy takes logits, but the net's last layer gives log-probabilities: ");
        assertThatThrownBy(
                        () -> endingIn(softmax()).criterion(multiclassHinge(1)).build())
                .hasMessageStartingWith("linear: multiclass-hinge takes logits, but");
    }

    @Test
    void negativeLogLikelihoodWithoutLogSoftmaxIsRefused() {
        assertThatThrownBy(() ->
                        LINEAR.toBuilder().criterion(negativeLogLikelihood()).build())
                .hasMessage(
                        "linear: negative-log-likelihood takes log-probabilities, but the net's last layer gives logits:"
                                + " end the net with logSoftmax()");
        assertThatThrownBy(() ->
                        endingIn(softmax()).criterion(negativeLogLikelihood()).build())
                .hasMessageContaining("the net's last layer gives probabilities: end the net with logSoftmax()");
        assertThat(endingIn(logSoftmax())
                        .criterion(negativeLogLikelihood())
                        .build()
                        .net()
                        .layers())
                .endsWith(logSoftmax());
    }

    @Test
    void aRegressionThatEndsInSoftmaxIsRefused() {
        assertThatThrownBy(() -> endingIn(softmax()).criterion(squaredError()).build())
                .hasMessage(
                        "linear: squared-error takes values, but the net's last layer gives probabilities: end the net"
                                + " with a linear layer");
    }

    @Test
    void isWrittenAsJsonWithEveryValue() {
        JsonNode json = Json.MAPPER.valueToTree(LINEAR.toBuilder()
                .optimizer(adam(0.1).betas(0.9, 0.999).epsilon(1e-8))
                .build());
        assertThat(json.at("/training/optimizer"))
                .hasToString(
                        "{\"type\":\"adam\",\"learningRate\":0.1,\"weightDecay\":0.0,\"decay\":\"all\",\"beta1\":0.9,"
                                + "\"beta2\":0.999,\"epsilon\":1.0E-8}");
        assertThat(json.at("/net/layers/1/rate").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/net/layers/2/units").intValue()).isEqualTo(10);
        assertThat(json.at("/training/epochs").intValue()).isEqualTo(2);
        assertThat(json.at("/training/batchSize").intValue()).isEqualTo(10);
    }

    @Test
    void overriddenValuesReplaceItsOwnAndAreNamed() {
        Overrides overrides = new Overrides(
                Optional.of("fashion-mnist"),
                Map.of(
                        Setting.EPOCHS, "5",
                        Setting.BATCH_SIZE, "64",
                        Setting.LEARNING_RATE, "0.5",
                        Setting.WEIGHT_DECAY, "0.001",
                        Setting.DROPOUT, "0.1"));
        Experiment changed = overrides.apply(LINEAR);
        assertThat(changed.data().dataset().name()).isEqualTo("fashion-mnist");
        assertThat(changed.training().epochs()).isEqualTo(5);
        assertThat(changed.training().batchSize()).isEqualTo(64);
        assertThat(changed.training().optimizer()).isEqualTo(sgd(0.5).weightDecay(0.001));
        assertThat(changed.net().layers()).contains(dropout(0.1));
        assertThat(overrides.changes(LINEAR).keySet())
                .containsExactly("dataset", "epochs", "batchSize", "learningRate", "weightDecay", "dropout");
        assertThat(Overrides.none().changes(LINEAR)).isEmpty();
    }

    @Test
    void refusesImpossibleValues() {
        assertThatThrownBy(() -> LINEAR.toBuilder().epochs(0).build()).hasMessage("epochs must be at least 1, is 0");
        assertThatThrownBy(() -> LINEAR.toBuilder().batchSize(0).build())
                .hasMessage("batch size must be at least 1, is 0");
        assertThatThrownBy(() -> LINEAR.training().optimizer().learningRate(Double.NaN))
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> LINEAR.toBuilder().keep(BEST_ON_VALIDATION).build())
                .hasMessageContaining("without rows held out");
        assertThatThrownBy(() -> testAccuracy(97).within(1, "percent"))
                .hasMessage("test accuracy must be in 0–1, is 97.0");
    }

    @Test
    void verdictSaysHowFarTheMeasuredValueIsFromThePublished() {
        PublishedValue value = LINEAR.publishedValues().get(0);
        assertThat(judge(value, 0.905).answer()).isEqualTo(Verdict.Answer.REPRODUCED);
        assertThat(judge(value, 0.88)).hasToString("test accuracy 0.8800 (published 0.9 ± 0.01): not reproduced");
        assertThat(judge(testAccuracy(0.9).fitted().within(0.01, "a reason"), 0.9)
                        .answer())
                .isEqualTo(Verdict.Answer.FITTED);
        assertThat(value.judge(OptionalDouble.empty(), Optional.empty()))
                .hasToString("test accuracy – (published 0.9 ± 0.01): no verdict, test accuracy was not measured");
    }

    @Test
    void standardDeviationOverSeedsIsThatOfASample() {
        assertThat(Summary.of(0.8, 0.9, 1.0)).hasToString("0.9000 ± 0.1000 [0.8000, 1.0000] over 3 runs");
    }

    @Test
    void ordersTakeRowsAsTheySay() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(AS_STORED.rows(5, 2, random)).containsExactly(0, 1, 2, 3, 4);
        assertThat(SHUFFLED.rows(100, 2, random))
                .isNotEqualTo(AS_STORED.rows(100, 2, random))
                .containsExactlyInAnyOrder(AS_STORED.rows(100, 2, random));
        int[] drawn = WITH_REPLACEMENT.rows(100, 30, random);
        assertThat(drawn).hasSize(90);
        assertThat(Arrays.stream(drawn).distinct().count()).isLessThan(90);
        assertThat(SHUFFLED.steps(100, 30)).isEqualTo(4);
    }

    @Test
    void overriddenWeightDecayIsThatOfThePenaltyWhereThereIsOne() {
        Experiment penalized = LINEAR.toBuilder().penalty(l2Penalty(3)).build();
        Overrides overrides = decay(0);
        assertThat(overrides.apply(penalized).training().penalty()).isEqualTo(l2Penalty(0));
        assertThat(overrides.apply(penalized).training().optimizer())
                .isEqualTo(LINEAR.training().optimizer());
        assertThat(overrides.changes(penalized)).containsExactly(Map.entry("weightDecay", "3 → 0"));
    }

    @Test
    void aValueThatTheTrialsOfASweepCompareIsNotOverridden() {
        List<Trial> trials =
                List.of(Trial.of(decay(0.1).apply(LINEAR)), Trial.of(decay(0.2).apply(LINEAR)));
        assertThatThrownBy(() -> decay(0.1).requireApart("decays", trials))
                .hasMessage("decays compares several values of weightDecay, which cannot be overridden in it");
        Overrides.none().requireApart("decays", trials);
    }

    @Test
    void aSweepSelectsByValidationOnlyWhereRowsAreHeldOut() {
        assertThatThrownBy(() ->
                        Sweep.named("blind").goal(HIGHEST_VALIDATION_ACCURACY).over(List.of(Trial.of(LINEAR))))
                .hasMessage("blind cannot select by validation without rows held out");
    }

    @Test
    void anExpectationOfALaterEpochThanItsLastIsRefused() {
        Expectation third = atMost(TEST_LOSS, 1, "it falls").atEpoch(3);
        assertThatThrownBy(() -> LINEAR.toBuilder().expect(third).build())
                .hasMessage("linear has 2 epochs, too few for: test loss of epoch 3 at most 1 (it falls)");
    }

    @Test
    void aVariantPublishesNothingOfTheExperimentItIsFrom() {
        assertThat(LINEAR.publishedValues()).isNotEmpty();
        Experiment variant = LINEAR.variant("variant", "another").build();
        assertThat(variant.publishedValues()).isEmpty();
        assertThat(variant.training()).isEqualTo(LINEAR.training());
    }

    @Test
    void theSourceHasTheTitleInEnglishToo() {
        Experiment chinese = LINEAR.toBuilder()
                .text("d2l", "4.6 暂退法(Dropout)", "4.6 Dropout")
                .build();
        assertThat(chinese.source()).hasToString("d2l: 4.6 暂退法(Dropout) (4.6 Dropout)");
        assertThat(LINEAR.source()).hasToString("none: none");
    }

    /** The experiment with another layer at the end of its net. */
    private static ExperimentBuilder endingIn(Layer last) {
        return LINEAR.toBuilder().net(flatten(), linear(10), last);
    }

    private static Verdict judge(PublishedValue value, double measured) {
        return value.judge(OptionalDouble.of(measured), Optional.empty());
    }

    private static Overrides decay(double lambda) {
        return Overrides.none().with(Setting.WEIGHT_DECAY, lambda);
    }
}
