package dev.reprise.training.optimizer;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.reprise.training.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OptimizerStateTest {
    private static final JsonNode GRADIENTS = Reference.get("gradients");

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Optimizer> optimizers() {
        return Reference.cases("optimizers")
                .map(name -> Reference.get("optimizers").get(name).get("optimizer"))
                .map(optimizer -> Reference.JSON.treeToValue(optimizer, Optimizer.class));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void twoHundredStepsLeaveNoArrayBehind(Optimizer optimizer) {
        List<Parameter> parameters = Reference.parameters(manager);
        OptimizerState state = optimizer.start(parameters, manager);
        Reference.backward(parameters, GRADIENTS.get(0), 1);
        state.step(optimizer.learningRate());
        int before = manager.getManagedArrays().size();

        for (int i = 0; i < 200; i++) {
            state.step(optimizer.learningRate());
        }

        assertThat(manager.getManagedArrays()).hasSize(before);
        assertThat(state.steps()).isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stepZeroesTheGradients(Optimizer optimizer) {
        List<Parameter> parameters = Reference.parameters(manager);
        Reference.backward(parameters, GRADIENTS.get(0), 1);

        optimizer.start(parameters, manager).step(optimizer.learningRate());

        assertThat(parameters)
                .allSatisfy(parameter -> assertThat(
                                parameter.getArray().getGradient().toFloatArray())
                        .containsOnly(0));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void restoredStateContinuesBitForBit(Optimizer optimizer) {
        List<Parameter> parameters = Reference.parameters(manager);
        OptimizerState state = optimizer.start(parameters, manager);
        steps(state, parameters, 0, 5);
        List<Parameter> copies = parameters.stream()
                .map(p -> Reference.parameter(p.getName(), p.getType(), copy(p.getArray())))
                .toList();
        Map<String, NDArray> saved = new LinkedHashMap<>();
        state.state().forEach((name, array) -> saved.put(name, array.duplicate()));
        long savedSteps = state.steps();
        steps(state, parameters, 5, 10);

        OptimizerState resumed = optimizer.start(copies, manager);
        resumed.restore(saved, savedSteps);
        steps(resumed, copies, 5, 10);

        assertThat(resumed.steps()).isEqualTo(10);
        for (int i = 0; i < parameters.size(); i++) {
            assertThat(copies.get(i).getArray().toFloatArray())
                    .isEqualTo(parameters.get(i).getArray().toFloatArray());
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void parameterWithChannelsLastIsUpdatedAsAPlainOne(Optimizer optimizer) {
        NDArray values = manager.randomNormal(new Shape(3, 2, 4, 5));
        NDArray gradient = manager.randomNormal(values.getShape());
        NDArray lastInMemory = manager.zeros(new Shape(3, 4, 5, 2)).addi(values.transpose(0, 2, 3, 1));
        Parameter plain = Reference.parameter("weight", Parameter.Type.WEIGHT, values);
        Parameter channelsLast =
                Reference.parameter("weight", Parameter.Type.WEIGHT, lastInMemory.transpose(0, 3, 1, 2));
        List<Parameter> parameters = List.of(plain, channelsLast);
        OptimizerState state = optimizer.start(parameters, manager);

        for (int i = 0; i < 3; i++) {
            Reference.backward(plain, gradient);
            Reference.backward(channelsLast, gradient);
            state.step(optimizer.learningRate());
        }

        assertThat(channelsLast.getArray().toFloatArray())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(plain.getArray().toFloatArray());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void largeParameterIsUpdatedAsItsRowsWouldBe(Optimizer optimizer) {
        NDArray values = manager.randomNormal(new Shape(7, 100_000)); // cut into five parts
        Parameter large = Reference.parameter("weight", Parameter.Type.WEIGHT, values.duplicate());
        Parameter firstRow = Reference.parameter(
                "weight", Parameter.Type.WEIGHT, values.get("0:1").duplicate());
        Parameter lastRow = Reference.parameter(
                "weight", Parameter.Type.WEIGHT, values.get("6:7").duplicate());
        NDArray gradient = manager.randomNormal(values.getShape());
        List<Parameter> parameters = List.of(large, firstRow, lastRow);
        OptimizerState state = optimizer.start(parameters, manager);

        for (int i = 0; i < 3; i++) {
            Reference.backward(large, gradient);
            Reference.backward(firstRow, gradient.get("0:1"));
            Reference.backward(lastRow, gradient.get("6:7"));
            state.step(optimizer.learningRate());
        }

        assertThat(large.getArray().get("0:1").toFloatArray())
                .isEqualTo(firstRow.getArray().toFloatArray());
        assertThat(large.getArray().get("6:7").toFloatArray())
                .isEqualTo(lastRow.getArray().toFloatArray());
        assertThat(large.getArray().getGradient().abs().max().getFloat()).isZero();
    }

    @Test
    void stateIsNamedByTheParametersPlace() {
        OptimizerState state = adadelta(1.0).rho(0.9).epsilon(1e-6).start(Reference.parameters(manager), manager);

        assertThat(state.state().keySet())
                .containsExactly("0.squareAverage", "0.deltaAverage", "1.squareAverage", "1.deltaAverage");
    }

    @Test
    void frozenParameterDoesNotChange() {
        List<Parameter> parameters = Reference.parameters(manager);
        OptimizerState whole = sgd(0.1).momentum(0.9).start(parameters, manager);
        parameters.get(0).freeze(true);

        OptimizerState state = sgd(0.1).momentum(0.9).start(parameters, manager);
        state.step(0.1);

        assertThat(whole.state()).containsOnlyKeys("0.velocity", "1.velocity");
        assertThat(state.state()).containsOnlyKeys("1.velocity");
        assertThat(parameters.get(0).getArray().toFloatArray())
                .isEqualTo(Reference.floats(Reference.get("start").get(0)));
    }

    @Test
    void stateOfAnotherOptimizerOrNetIsRefused() {
        OptimizerState state = adadelta(1.0).rho(0.9).epsilon(1e-6).start(Reference.parameters(manager), manager);
        Map<String, NDArray> otherShapes = new LinkedHashMap<>(state.state());
        otherShapes.replaceAll((name, array) -> manager.zeros(new Shape(7)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.restore(Map.of(), 3))
                .withMessageStartingWith("state must be of [0.squareAverage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.restore(otherShapes, 3))
                .withMessage("squareAverage must have the shape (3, 4), has (7)");
    }

    private static void steps(OptimizerState state, List<Parameter> parameters, int from, int to) {
        for (int i = from; i < to; i++) {
            Reference.backward(parameters, GRADIENTS.get(i), 1);
            state.step(0.01);
        }
    }

    private NDArray copy(NDArray array) {
        return manager.create(array.toFloatArray(), array.getShape());
    }
}
