package dev.reprise.training.experiment;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Experiment DEEP = experiment(
            sgd(0.1).weightDecay(0.01),
            flatten(),
            linear(256),
            relu(),
            dropout(0.2),
            linear(128),
            relu(),
            dropout(0.5),
            linear(10));

    @Test
    void hiddenIsTheUnitsOfEveryLinearLayerButTheLast() {
        assertThat(Setting.HIDDEN.in(DEEP)).hasValue("256 and 128");
        assertThat(layers(Setting.HIDDEN, "64"))
                .isEqualTo(text(
                        flatten(), linear(64), relu(), dropout(0.2), linear(64), relu(), dropout(0.5), linear(10)));
    }

    @Test
    void depthRepeatsTheFirstHiddenLayer() {
        assertThat(Setting.DEPTH.in(DEEP)).hasValue("2");
        assertThat(layers(Setting.DEPTH, "1"))
                .isEqualTo(text(flatten(), linear(256), relu(), dropout(0.2), linear(10)));
        assertThat(layers(Setting.DEPTH, "3"))
                .isEqualTo(text(
                        flatten(),
                        linear(256),
                        relu(),
                        dropout(0.2),
                        linear(256),
                        relu(),
                        dropout(0.2),
                        linear(256),
                        relu(),
                        dropout(0.2),
                        linear(10)));
        assertThatThrownBy(() -> Setting.DEPTH.apply(DEEP, "0")).hasMessage("depth must be at least 1, is 0");
    }

    @Test
    void activationIsThatAfterEveryHiddenLayer() {
        assertThat(layers(Setting.ACTIVATION, "tanh")).contains("tanh").doesNotContain("relu");
        Experiment probabilities = experiment(sgd(0.1), flatten(), linear(5), sigmoid(), linear(10));
        assertThat(Setting.ACTIVATION.in(probabilities)).hasValue("sigmoid");
        assertThatThrownBy(() -> Setting.ACTIVATION.apply(DEEP, "softmax"))
                .isInstanceOf(UsageException.class)
                .hasMessage("activation: expected relu, leaky-relu, elu, sigmoid or tanh, got 'softmax'");
    }

    @Test
    void anotherOptimizerKeepsRateAndDecay() {
        Optimizer adam = Setting.OPTIMIZER.apply(DEEP, "adam").training().optimizer();
        assertThat(adam).isEqualTo(adam(0.1).betas(0.9, 0.999).epsilon(1e-8).weightDecay(0.01));
        assertThat(Setting.MOMENTUM.in(Setting.OPTIMIZER.apply(DEEP, "adam"))).isEmpty();
        assertThat(Setting.MOMENTUM.apply(DEEP, "0.9").training().optimizer())
                .isEqualTo(sgd(0.1).momentum(0.9).weightDecay(0.01));
    }

    @Test
    void schedulesAndClippingHaveTexts() {
        Experiment ten = Setting.EPOCHS.apply(DEEP, "10");
        assertThat(schedule(ten, "cosine")).isEqualTo(cosine(epochs(10), 0));
        assertThat(schedule(ten, "cosine:4:0.1")).isEqualTo(cosine(epochs(4), 0.1));
        assertThat(schedule(ten, "exponential:0.9")).isEqualTo(factorPerEpoch(0.9));
        assertThat(schedule(ten, "step:3:0.1")).isEqualTo(factorEvery(epochs(3), 0.1));
        assertThat(schedule(ten, "one-cycle")).isEqualTo(oneCycle(epochs(10)));
        assertThat(schedule(ten, "warmup:100:cosine")).isEqualTo(warmUp(steps(100), cosine(epochs(10), 0)));
        assertThat(Setting.SCHEDULE.in(Setting.SCHEDULE.apply(ten, "warmup:100:step:3:0.1")))
                .hasValue("warmup:100 steps:step:3:0.1");
        for (String wrong : List.of("cosin", "step:3", "step:x:0.1", "warmup:cosine", "exponential:-1", "")) {
            assertThatThrownBy(() -> Setting.SCHEDULE.apply(ten, wrong))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("schedule: expected constant, step:EPOCHS:FACTOR, exponential:FACTOR, cosine,"
                            + " cosine:EPOCHS:FACTOR, one-cycle or warmup:STEPS:SCHEDULE, got '" + wrong + "'");
        }
        assertThat(Setting.CLIP_NORM.apply(ten, "2").training().clipping()).isEqualTo(clipByNorm(2));
        assertThat(Setting.CLIP_VALUE.apply(ten, "0.5").training().clipping()).isEqualTo(clipByValue(0.5));
    }

    private static Schedule schedule(Experiment experiment, String text) {
        return Setting.SCHEDULE.apply(experiment, text).training().schedule();
    }

    @Test
    void aNetWithoutHiddenLayersHasNothingToChange() {
        Experiment linear = experiment(sgd(0.1), flatten(), linear(10));
        for (Setting setting : List.of(Setting.HIDDEN, Setting.DEPTH, Setting.ACTIVATION, Setting.DROPOUT)) {
            assertThatThrownBy(() -> setting.apply(linear, "1"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("net has no " + setting)
                    .hasMessageEndingWith(
                            "net has epochs 1, batch-size 10, optimizer sgd, learning-rate 0.1, momentum 0, weight-decay 0, schedule constant, clip-norm none, clip-value none");
        }
    }

    private static String layers(Setting setting, String value) {
        return Net.text(setting.apply(DEEP, value).net().layers());
    }

    private static String text(Layer... layers) {
        return Net.text(List.of(layers));
    }

    private static Experiment experiment(Optimizer optimizer, Layer... layers) {
        return Experiment.named("net")
                .text("none", "none")
                .lookFor("nothing")
                .dataset("mnist")
                .preprocessing(zeroToOne())
                .net(layers)
                .initialValues(pytorchDefaults())
                .criterion(crossEntropy())
                .optimizer(optimizer)
                .batchSize(10)
                .order(SHUFFLED)
                .epochs(1)
                .build();
    }
}
