package dev.reprise.training.loss;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.OneMethod;
import dev.reprise.training.Reference;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CriterionTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<String> criteria() {
        return Reference.cases("criteria");
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void lossAndGradientAreThoseOfPyTorch(String name) {
        JsonNode expected = Reference.get("criteria").get(name);
        Criterion criterion = Reference.JSON.treeToValue(expected.get("criterion"), Criterion.class);
        NDArray outputs = outputs(expected);
        NDArray targets = targets(criterion, expected);

        NDList results = lossAndGradient(criterion, outputs, targets);

        assertThat(results.get(0).getShape()).isEqualTo(new Shape());
        assertThat(results.get(0).getFloat())
                .isCloseTo(expected.get("loss").floatValue(), Percentage.withPercentage(1e-4));
        assertThat(results.get(1).toFloatArray())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(Reference.floats(expected.get("gradient")));
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void criterionReadFromJsonIsTheCriterionWritten(String name) {
        Criterion criterion =
                Reference.JSON.treeToValue(Reference.get("criteria").get(name).get("criterion"), Criterion.class);

        assertThat(Reference.reread(criterion, Criterion.class)).isEqualTo(criterion);
    }

    @Test
    void crossEntropyIsTheLikelihoodAfterLogSoftmax() {
        NDArray logits = manager.randomNormal(new Shape(8, 5));
        NDArray targets = manager.create(new long[] {0, 1, 2, 3, 4, 0, 1, 2});

        assertThat(loss(negativeLogLikelihood(), logits.logSoftmax(1), targets))
                .isEqualTo(loss(crossEntropy(), logits, targets));
    }

    @Test
    void crossEntropyOfEqualLogitsIsTheLogarithmOfTheClasses() {
        float loss = loss(crossEntropy(), manager.zeros(new Shape(4, 10)), manager.create(new long[4]));

        assertThat(loss).isCloseTo((float) Math.log(10), within(1e-6f));
    }

    @Test
    void hingeIsZeroWhereTheTargetLeadsByTheMargin() {
        NDArray outputs = manager.create(new float[] {5, 3.9f, -2, 1, 2.5f, 1.5f}, new Shape(2, 3));
        NDArray targets = manager.create(new long[] {0, 1});

        NDList results = lossAndGradient(multiclassHinge(1), outputs, targets);

        assertThat(results.get(0).getFloat()).isZero();
        assertThat(results.get(1).toFloatArray()).containsOnly(0);
    }

    private NDArray outputs(JsonNode expected) {
        long[] shape = Reference.JSON.treeToValue(expected.get("shape"), long[].class);
        return manager.create(Reference.floats(expected.get("outputs")), new Shape(shape));
    }

    private NDArray targets(Criterion criterion, JsonNode expected) {
        return switch (criterion.expects()) {
            case LOGITS, LOG_PROBABILITIES, PROBABILITIES ->
                manager.create(Reference.JSON.treeToValue(expected.get("targets"), long[].class));
            case VALUES ->
                manager.create(Reference.floats(expected.get("targets"))).expandDims(1);
        };
    }

    private float loss(Criterion criterion, NDArray outputs, NDArray targets) {
        return lossAndGradient(criterion, outputs, targets).get(0).getFloat();
    }

    private NDList lossAndGradient(Criterion criterion, NDArray outputs, NDArray targets) {
        ScriptText text = new ScriptText();
        ForwardText forward = new ForwardText(text, ForwardText.Mode.TRAINING, "p", DataType.FLOAT32);
        String z = forward.parameter();
        forward.onBackward((g, inputNeeded) -> {
            forward.gradient(z, g);
            return "";
        });
        String loss = criterion.write(forward, z, "targets");
        List<String> gradients = forward.backward("torch.ones_like(%s)".formatted(loss));
        return new OneMethod(text)
                .with("targets", targets)
                .with("p", List.of(outputs))
                .call(manager, "[%s, %s]".formatted(loss, gradients.get(0)), "");
    }
}
