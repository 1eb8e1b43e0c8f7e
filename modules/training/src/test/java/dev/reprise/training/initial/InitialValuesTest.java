package dev.reprise.training.initial;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.reprise.training.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class InitialValuesTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<String> initialValues() {
        return Reference.cases("initialValues");
    }

    @ParameterizedTest
    @MethodSource("initialValues")
    void sameSeedGivesTheValuesThatPyTorchDraws(String name) {
        JsonNode expected = Reference.get("initialValues").get(name);
        Engine.getInstance().setRandomSeed(expected.get("seed").intValue());

        List<Parameter> parameters = parametersOf(netOfTheReference(), values(name), new Shape(1, 2, 6, 7));

        assertThat(parameters).hasSize(4);
        for (int i = 0; i < parameters.size(); i++) {
            assertThat(parameters.get(i).getArray().toFloatArray())
                    .as(parameters.get(i).getName())
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(Reference.floats(expected.get("parameters").get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("initialValues")
    void valuesReadFromJsonAreTheValuesWritten(String name) {
        assertThat(Reference.reread(values(name), InitialValues.class)).isEqualTo(values(name));
    }

    @BeforeEach
    void seed() {
        Engine.getInstance().setRandomSeed(1);
    }

    @Test
    void weightsAndBiasesOfPyTorchStayWithinOneOverTheRootOfTheInputs() {
        List<Parameter> parameters = parametersOf(linear(500), pytorchDefaults(), new Shape(1, 400)); // bound 1/√400

        for (Parameter parameter : parameters) {
            NDArray array = parameter.getArray();
            assertThat(array.abs().max().getFloat()).isBetween(0.049f, 0.05f);
            assertThat(deviation(array)).isCloseTo(0.05 / Math.sqrt(3), within(0.001));
        }
    }

    @Test
    void heNormalHasTheRootOfTwoOverTheInputsAsDeviation() {
        InitialValues he = new InitialValues(heNormalWeights(), zeroBiases());

        List<Parameter> parameters = parametersOf(linear(500), he, new Shape(1, 400));

        assertThat(deviation(parameters.get(0).getArray())).isCloseTo(Math.sqrt(2.0 / 400), within(0.001));
        assertThat(parameters.get(1).getArray().toFloatArray()).containsOnly(0);
    }

    @Test
    void fansOfAConvolutionCountItsArea() {
        assertThat(Fans.of(new Shape(64, 32, 3, 3))).isEqualTo(new Fans(288, 576));
        assertThat(Fans.of(new Shape(10, 784))).isEqualTo(new Fans(784, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Fans.of(new Shape(10)));
    }

    @Test
    void batchNormalizationKeepsItsOnesAndZeros() {
        InitialValues values = new InitialValues(normalWeights(1), constantBiases(7));

        List<Parameter> parameters = parametersOf(BatchNorm.builder().build(), values, new Shape(1, 3, 4, 4));

        assertThat(parameters)
                .allSatisfy(parameter -> assertThat(parameter.getArray().toFloatArray())
                        .containsOnly(
                                switch (parameter.getType()) {
                                    case GAMMA, RUNNING_VAR -> 1f;
                                    case BETA, RUNNING_MEAN -> 0f;
                                    case WEIGHT, BIAS, OTHER -> Float.NaN;
                                }));
    }

    @Test
    void convolutionGivesTheSameOutputsAndGradientsAsWithPlainWeights() {
        Conv2d net = convolution();
        NDArray inputs = manager.randomNormal(new Shape(2, 2, 6, 5));
        List<Parameter> parameters = parametersOf(net, pytorchDefaults(), inputs.getShape());
        Conv2d plain = convolution();
        plain.initialize(manager, DataType.FLOAT32, inputs.getShape());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = plain.getParameters().valueAt(i);
            parameter.close();
            NDArray array = parameters.get(i).getArray();
            NDArray copy = manager.create(array.toFloatArray(), array.getShape());
            parameter.setInitializer((unused, shape, type) -> copy);
            parameter.initialize(manager, DataType.FLOAT32);
        }

        assertThat(outputs(net, inputs)).usingComparatorWithPrecision(1e-5f).containsExactly(outputs(plain, inputs));
        assertThat(gradient(net)).usingComparatorWithPrecision(1e-4f).containsExactly(gradient(plain));
    }

    @Test
    void savedParametersAreReadAgainAsTheyWere() throws Exception {
        Block net = netOfTheReference();
        List<Parameter> parameters = parametersOf(net, pytorchDefaults(), new Shape(1, 2, 6, 7));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        net.saveParameters(new DataOutputStream(bytes));

        Block reread = netOfTheReference();
        reread.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        for (int i = 0; i < parameters.size(); i++) {
            NDArray array = reread.getParameters().valueAt(i).getArray();
            assertThat(array.getShape()).isEqualTo(parameters.get(i).getShape());
            assertThat(array.toFloatArray())
                    .isEqualTo(parameters.get(i).getArray().toFloatArray());
        }
    }

    @Test
    void initializingLeavesOnlyTheParameters() {
        int before = manager.getManagedArrays().size();

        List<Parameter> parameters = parametersOf(netOfTheReference(), pytorchDefaults(), new Shape(1, 2, 6, 7));

        assertThat(manager.getManagedArrays()).hasSize(before + parameters.size());
    }

    private static InitialValues values(String name) {
        return Reference.JSON.treeToValue(
                Reference.get("initialValues").get(name).get("values"), InitialValues.class);
    }

    private List<Parameter> parametersOf(Block net, InitialValues values, Shape inputs) {
        values.apply(net);
        net.initialize(manager, DataType.FLOAT32, inputs);
        return net.getParameters().values();
    }

    /** (1, 2, 6, 7) becomes (1, 3, 4, 5) by 3 filters of 3 × 3, which is three rows for a linear layer of 20 inputs. */
    private static Block netOfTheReference() {
        return new SequentialBlock()
                .add(convolution())
                .add(inputs -> new NDList(inputs.head().reshape(-1, 20)))
                .add(Linear.builder().setUnits(4).build());
    }

    private static Conv2d convolution() {
        return Conv2d.builder().setFilters(3).setKernelShape(new Shape(3, 3)).build();
    }

    private static Block linear(int units) {
        return new SequentialBlock()
                .add(Blocks.identityBlock())
                .add(Linear.builder().setUnits(units).build());
    }

    private static double deviation(NDArray array) {
        float mean = array.mean().getFloat();
        return Math.sqrt(array.sub(mean).square().mean().getFloat());
    }

    private float[] outputs(Block net, NDArray inputs) {
        ParameterStore store = new ParameterStore(manager, false);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray outputs = net.forward(store, new NDList(inputs), true).head();
            collector.backward(outputs.square().sum());
            return outputs.toFloatArray();
        }
    }

    private static float[] gradient(Block net) {
        return net.getParameters().valueAt(0).getArray().getGradient().toFloatArray();
    }
}
