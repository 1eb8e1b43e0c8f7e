package dev.reprise.training.optimizer;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.reprise.training.Reference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GradientClippingTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<String> clippings() {
        return Reference.cases("clippings");
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void gradientsAreThoseOfPyTorch(String name) {
        JsonNode expected = Reference.get("clippings").get(name);
        List<Parameter> parameters = parametersWithGradients();

        clipping(name).clip(parameters);

        for (int i = 0; i < parameters.size(); i++) {
            assertThat(parameters.get(i).getArray().getGradient().toFloatArray())
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(Reference.floats(expected.get("gradients").get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void clippingReadFromJsonIsTheClippingWritten(String name) {
        assertThat(Reference.reread(clipping(name), GradientClipping.class)).isEqualTo(clipping(name));
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void twoHundredClippingsLeaveNoArrayBehind(String name) {
        List<Parameter> parameters = parametersWithGradients();
        int before = manager.getManagedArrays().size();

        for (int i = 0; i < 200; i++) {
            clipping(name).clip(parameters);
        }

        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void infiniteElementIsClippedToTheLimit() {
        Parameter parameter = Reference.parameter("bias", Parameter.Type.BIAS, manager.create(new float[] {1, 1}));
        Reference.backward(
                List.of(parameter), Reference.JSON.readTree("[[1e30, -1e30]]"), 1e30f); // overflows to infinity

        clipByValue(2).clip(List.of(parameter));

        assertThat(parameter.getArray().getGradient().toFloatArray()).containsExactly(2, -2);
    }

    @Test
    void limitOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clipByNorm(0))
                .withMessage("limit of the gradients' norm must be above 0, is 0.0");
    }

    private static GradientClipping clipping(String name) {
        return Reference.JSON.treeToValue(Reference.get("clippings").get(name).get("clipping"), GradientClipping.class);
    }

    private List<Parameter> parametersWithGradients() {
        List<Parameter> parameters = Reference.parameters(manager);
        Reference.backward(parameters, Reference.get("gradients").get(0), 1);
        return parameters;
    }
}
