package dev.reprise.training.optimizer;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.OneMethod;
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
        JsonNode expected = Reference.get("clippings").get(name).get("gradients");
        JsonNode gradients = Reference.get("gradients").get(0);

        NDList clipped = clipped(
                clipping(name),
                manager.create(Reference.floats(gradients.get(0)), new Shape(3, 4)),
                manager.create(Reference.floats(gradients.get(1))));

        for (int i = 0; i < clipped.size(); i++) {
            assertThat(clipped.get(i).toFloatArray())
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(Reference.floats(expected.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void clippingReadFromJsonIsTheClippingWritten(String name) {
        assertThat(Reference.reread(clipping(name), GradientClipping.class)).isEqualTo(clipping(name));
    }

    @Test
    void infiniteElementIsClippedToTheLimit() {
        NDArray gradient = manager.create(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY});

        assertThat(clipped(clipByValue(2), gradient).get(0).toFloatArray()).containsExactly(2, -2);
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

    private NDList clipped(GradientClipping clipping, NDArray... gradients) {
        ScriptText text = new ScriptText();
        clipping.write(text);
        return new OneMethod(text).with("g", List.of(gradients)).call(manager, "g", "");
    }
}
