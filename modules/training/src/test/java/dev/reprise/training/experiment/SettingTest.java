package dev.reprise.training.experiment;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.training.optimizer.Optimizer;
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
    void aNetWithoutHiddenLayersHasNothingToChange() {
        Experiment linear = experiment(sgd(0.1), flatten(), linear(10));
        for (Setting setting : List.of(Setting.HIDDEN, Setting.DEPTH, Setting.ACTIVATION, Setting.DROPOUT)) {
            assertThatThrownBy(() -> setting.apply(linear, "1"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("net has no " + setting)
                    .hasMessageEndingWith(
                            "net has epochs 1, batch-size 10, optimizer sgd, learning-rate 0.1, momentum 0, weight-decay 0");
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
