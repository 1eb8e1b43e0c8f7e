package dev.reprise.training.optimizer;

import static dev.reprise.training.optimizer.Optimizer.adadelta;
import static dev.reprise.training.optimizer.Optimizer.adam;
import static dev.reprise.training.optimizer.Optimizer.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.reprise.training.Reference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OptimizerTest {
    private static final float TOLERANCE = 2e-6f; // absolute; the parameters are of the order of 1

    static Stream<String> rules() {
        return Reference.cases("rules");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyStepGivesTheParametersOfPyTorch(String name) {
        JsonNode expected = Reference.get("rules").get(name);
        Optimizer rule = Reference.JSON.treeToValue(expected.get("rule"), Optimizer.class);
        JsonNode gradients = Reference.get("gradients");
        try (NDManager manager = NDManager.newBaseManager()) {
            List<Parameter> parameters = Reference.parameters(manager);
            OptimizerState updater = rule.start(parameters, manager);
            for (int step = 0; step < gradients.size(); step++) {
                Reference.backward(
                        parameters,
                        gradients.get(step),
                        expected.get("gradientScale").floatValue());
                double factor = Reference.get("rateFactors").get(step).doubleValue();
                updater.step(rule.learningRate() * factor);
                for (int i = 0; i < parameters.size(); i++) {
                    assertThat(parameters.get(i).getArray().toFloatArray())
                            .as("step %d, parameter %d", step + 1, i)
                            .usingComparatorWithPrecision(TOLERANCE)
                            .containsExactly(Reference.floats(
                                    expected.get("parameters").get(step).get(i)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleReadFromJsonIsTheRuleWritten(String name) {
        Optimizer rule =
                Reference.JSON.treeToValue(Reference.get("rules").get(name).get("rule"), Optimizer.class);

        assertThat(Reference.reread(rule, Optimizer.class)).isEqualTo(rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void overridingChangesOneNumberAndNoOther(String name) {
        Optimizer rule =
                Reference.JSON.treeToValue(Reference.get("rules").get(name).get("rule"), Optimizer.class);

        Optimizer changed = rule.withLearningRate(0.25).withWeightDecay(0.5).withDecay(Decay.WEIGHTS_ONLY);

        assertThat(changed.learningRate()).isEqualTo(0.25, within(0.0));
        assertThat(changed.weightDecay()).isEqualTo(0.5, within(0.0));
        assertThat(changed.decay()).isEqualTo(Decay.WEIGHTS_ONLY);
        assertThat(changed.withLearningRate(rule.learningRate())
                        .withWeightDecay(rule.weightDecay())
                        .withDecay(rule.decay()))
                .isEqualTo(rule);
    }

    @Test
    void impossibleNumberIsRefusedWithWhatWasExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(-1))
                .withMessage("learning rate must be above 0, is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(0.1).withWeightDecay(Double.NaN))
                .withMessage("weight decay must be at least 0, is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(0.1).withMomentum(1))
                .withMessage("momentum must be in [0, 1), is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sgd(0.1).withNesterovMomentum(0))
                .withMessage("Nesterov's momentum must be above 0, is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adam(0.1, 0.9, 1.5, 1e-8))
                .withMessageStartingWith("beta2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adadelta(1, 0.9, 0))
                .withMessageStartingWith("epsilon");
    }
}
