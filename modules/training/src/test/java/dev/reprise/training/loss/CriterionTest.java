package dev.reprise.training.loss;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.reprise.training.Reference;
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

        NDArray loss = lossAndGradient(criterion, outputs, targets);

        assertThat(loss.getShape()).isEqualTo(new Shape());
        assertThat(loss.getFloat()).isCloseTo(expected.get("loss").floatValue(), Percentage.withPercentage(1e-4));
        assertThat(outputs.getGradient().toFloatArray())
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

        assertThat(negativeLogLikelihood().loss(logits.logSoftmax(1), targets).getFloat())
                .isEqualTo(crossEntropy().loss(logits, targets).getFloat());
    }

    @Test
    void crossEntropyOfEqualLogitsIsTheLogarithmOfTheClasses() {
        NDArray loss = crossEntropy().loss(manager.zeros(new Shape(4, 10)), manager.create(new long[4]));

        assertThat(loss.getFloat()).isCloseTo((float) Math.log(10), within(1e-6f));
    }

    @Test
    void hingeIsZeroWhereTheTargetLeadsByTheMargin() {
        NDArray outputs = manager.create(new float[] {5, 3.9f, -2, 1, 2.5f, 1.5f}, new Shape(2, 3));
        NDArray targets = manager.create(new long[] {0, 1});

        NDArray loss = lossAndGradient(multiclassHinge(1), outputs, targets);

        assertThat(loss.getFloat()).isZero();
        assertThat(outputs.getGradient().toFloatArray()).containsOnly(0);
    }

    @Test
    void targetsOfAnotherShapeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> squaredError().loss(manager.zeros(new Shape(3, 1)), manager.zeros(new Shape(3))))
                .withMessage("targets must have the outputs' shape (3, 1), have (3)");
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

    private static NDArray lossAndGradient(Criterion criterion, NDArray outputs, NDArray targets) {
        outputs.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray loss = criterion.loss(outputs, targets);
            collector.backward(loss);
            return loss;
        }
    }
}
