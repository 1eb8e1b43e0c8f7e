package dev.reprise.training.optimizer;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.OneMethod;
import dev.reprise.training.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OptimizerTest {
    private static final float TOLERANCE = 2e-6f; // absolute; the parameters are of the order of 1

    static Stream<String> optimizers() {
        return Reference.cases("optimizers");
    }

    static Stream<Arguments> optimizersInBothForms() {
        return optimizers().flatMap(name -> Stream.of(UpdateText.Form.values()).map(form -> Arguments.of(name, form)));
    }

    @ParameterizedTest
    @MethodSource("optimizersInBothForms")
    void everyStepGivesTheParametersOfPyTorch(String name, UpdateText.Form form) {
        JsonNode expected = Reference.get("optimizers").get(name);
        Optimizer optimizer = Reference.JSON.treeToValue(expected.get("optimizer"), Optimizer.class);
        JsonNode gradients = Reference.get("gradients");
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> parameters = arrays(manager, Reference.get("start"));
            Map<String, List<NDArray>> state = new LinkedHashMap<>();
            optimizer
                    .state()
                    .forEach(of -> state.put(
                            of, parameters.stream().map(NDArray::zerosLike).toList()));
            for (int step = 0; step < gradients.size(); step++) {
                List<NDArray> scaled = arrays(manager, gradients.get(step));
                scaled.forEach(
                        gradient -> gradient.muli(expected.get("gradientScale").floatValue()));
                double rate = optimizer.learningRate()
                        * Reference.get("rateFactors").get(step).doubleValue();
                ScriptText text = new ScriptText();
                text.line("rate = " + ScriptText.number(rate));
                text.line("steps_done = " + step);
                UpdateText update = new UpdateText(text, form, optimizer, List.of(0), 2); // the other one is a bias
                update.writeStart();
                update.writeStep();
                OneMethod method = new OneMethod(text).with("p", parameters).with("g", scaled);
                state.forEach(method::with);
                method.call(manager, "p", UpdateText.METHODS);
                for (int i = 0; i < parameters.size(); i++) {
                    assertThat(parameters.get(i).toFloatArray())
                            .as("step %d, parameter %d", step + 1, i)
                            .usingComparatorWithPrecision(TOLERANCE)
                            .containsExactly(Reference.floats(
                                    expected.get("parameters").get(step).get(i)));
                }
            }
        }
    }

    /** A weight (3, 4) and a bias (3). */
    private static List<NDArray> arrays(NDManager manager, JsonNode values) {
        return List.of(
                manager.create(Reference.floats(values.get(0)), new Shape(3, 4)),
                manager.create(Reference.floats(values.get(1))));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void optimizerReadFromJsonIsTheOptimizerWritten(String name) {
        Optimizer optimizer =
                Reference.JSON.treeToValue(Reference.get("optimizers").get(name).get("optimizer"), Optimizer.class);

        assertThat(Reference.reread(optimizer, Optimizer.class)).isEqualTo(optimizer);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void changingOneValueChangesNoOther(String name) {
        Optimizer optimizer =
                Reference.JSON.treeToValue(Reference.get("optimizers").get(name).get("optimizer"), Optimizer.class);

        Optimizer changed = optimizer.learningRate(0.25).weightDecay(0.5).decays(WEIGHTS_ONLY);

        assertThat(changed.learningRate()).isEqualTo(0.25, within(0.0));
        assertThat(changed.weightDecay()).isEqualTo(0.5, within(0.0));
        assertThat(changed.shared().decay()).isEqualTo(Decay.WEIGHTS_ONLY);
        assertThat(changed.learningRate(optimizer.learningRate())
                        .weightDecay(optimizer.weightDecay())
                        .decays(optimizer.shared().decay()))
                .isEqualTo(optimizer);
    }

    @Test
    void impossibleValueIsRefusedWithWhatWasExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(-1))
                .withMessage("learning rate must be above 0, is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(0.1).weightDecay(Double.NaN))
                .withMessage("weight decay must be at least 0, is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(0.1).momentum(1))
                .withMessage("momentum must be in [0, 1), is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(0.1).momentum(0).nesterov())
                .withMessage("Nesterov's momentum must be above 0, is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam(0.1).betas(0.9, 1.5).epsilon(1e-8))
                .withMessageStartingWith("beta2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adadelta(1).rho(0.9).epsilon(0))
                .withMessageStartingWith("epsilon");
    }
}
