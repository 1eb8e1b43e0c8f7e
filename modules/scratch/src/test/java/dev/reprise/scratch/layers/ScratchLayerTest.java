package dev.reprise.scratch.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Torch;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchLayerTest {
    private final NDManager manager = Torch.engine().newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** Makes a layer of parameters that are drawn for it, (shape) → array. */
    private interface Maker extends Function<Function<Shape, NDArray>, ScratchLayer> {}

    static Stream<Arguments> layers() {
        Shape rows = new Shape(6, 8);
        Shape images = new Shape(3, 2, 6, 6);
        return Stream.of(
                layer("affine", rows, p -> new Affine(p.apply(new Shape(8, 5)), p.apply(new Shape(5)))),
                layer("relu", rows, p -> new ScratchActivation.Relu()),
                layer("leaky relu", rows, p -> new ScratchActivation.LeakyRelu(0.01)),
                layer("sigmoid", rows, p -> new ScratchActivation.Sigmoid()),
                layer("tanh", rows, p -> new ScratchActivation.Tanh()),
                layer("elu", rows, p -> new ScratchActivation.Elu(0.7)),
                layer("maxout", rows, p -> new Maxout(p.apply(new Shape(8, 6)), p.apply(new Shape(6)), 3)),
                layer("dropout", rows, p -> new Dropout(0.3, x -> x.gt(-0.5))),
                layer("batch norm", rows, p -> batchNorm(p, 8)),
                layer("batch norm of images", images, p -> batchNorm(p, 2)),
                layer("conv", images, p -> new Conv(p.apply(new Shape(3, 2, 3, 3)), p.apply(new Shape(3)), 2, 1)),
                layer("max-pool", images, p -> new MaxPool(2, 2)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void float32GivesWhatFloat64Gives(Shape input, Maker maker) {
        List<NDArray> wide = everything(input, maker, DataType.FLOAT64);
        List<NDArray> narrow = everything(input, maker, DataType.FLOAT32);

        assertThat(narrow).hasSameSizeAs(wide);
        for (int i = 0; i < wide.size(); i++) {
            assertThat(narrow.get(i).getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(narrow.get(i).toType(DataType.FLOAT64, false).toDoubleArray())
                    .usingComparatorWithPrecision(1e-5)
                    .containsExactly(wide.get(i).toDoubleArray());
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPassBelongsToTheManagerOfItsInput(Shape input, Maker maker) {
        ScratchLayer layer = maker.apply(drawing(DataType.FLOAT64));
        int arrays = manager.getManagedArrays().size();
        try (NDManager ofPass = manager.newSubManager()) {
            NDArray x = ofPass.randomNormal(0, 1, input, DataType.FLOAT64);

            for (Pass pass : List.of(layer.forward(x), layer.evaluate(x))) {
                Gradients gradients = pass.backward(pass.output().onesLike());

                assertThat(pass.output().getManager()).isSameAs(ofPass);
                assertThat(gradients.input().getManager()).isSameAs(ofPass);
                assertThat(gradients.parameters()).allMatch(array -> array.getManager() == ofPass);
            }
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }

    @Test
    void extremesGiveNumbersAndNoLogarithmOfZero() {
        NDArray x = manager.create(new double[] {-2000, -1, 0, 1, 2000, 800}, new Shape(2, 3));
        NDArray y = manager.create(new long[] {0, 2});
        for (ScratchLayer layer :
                List.of(new ScratchActivation.Sigmoid(), new ScratchActivation.Tanh(), new ScratchActivation.Elu(1))) {
            Pass pass = layer.forward(x);
            assertFinite(pass.output());
            assertFinite(pass.backward(x.onesLike()).input());
        }
        for (ScratchLoss loss : List.of(new ScratchLoss.SoftmaxCrossEntropy(), new ScratchLoss.MulticlassSvm(1))) {
            assertFinite(loss.of(x, y).loss());
            assertFinite(loss.of(x, y).gradient());
        }
        assertThat(new ScratchLoss.SoftmaxCrossEntropy().of(x, y).loss().getDouble())
                .isCloseTo((2000 + Math.log1p(Math.exp(-1)) + 1200) / 2, within(1e-9));
    }

    @Test
    void dropoutOfOneDropsAllOfZeroKeepsAll() {
        NDArray x = manager.arange(16f).reshape(2, 8);

        assertThat(Dropout.drawn(1).forward(x).output().toFloatArray()).containsOnly(0);
        assertThat(Dropout.drawn(0).forward(x).output()).isEqualTo(x);
        assertThat(Dropout.drawn(0.5).evaluate(x).output()).isEqualTo(x);
    }

    @Test
    void drawnDropoutKeepsAboutItsShareAndMakesUpForTheRest() {
        manager.getEngine().setRandomSeed(1);
        NDArray output =
                Dropout.drawn(0.2).forward(manager.ones(new Shape(100, 1000))).output();

        assertThat(output.eq(0).toType(DataType.FLOAT32, false).mean().getFloat())
                .isCloseTo(0.2f, within(0.005f));
        assertThat(output.max().getFloat()).isEqualTo(1.25f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.5, Double.NaN})
    void aDropoutRateThatIsNoProbabilityIsRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dropout.drawn(rate))
                .withMessage("dropout rate must be in [0, 1], is " + rate);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        NDArray x = manager.ones(new Shape(2, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScratchActivation.Relu().forward(x).backward(manager.ones(new Shape(3))))
                .withMessage("the gradient must have the output's shape (2, 3), has (3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScratchLoss.SquaredError().of(x, manager.ones(new Shape(2))))
                .withMessage("targets must have the outputs' shape (2, 3), have (2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxPool(4, 1).forward(manager.ones(new Shape(1, 1, 3, 3))))
                .withMessage("a window of 4 does not fit into 3 pixels with a padding of 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Maxout(x, manager.ones(new Shape(3)), 2))
                .withMessage("the 3 linear functions do not make units of 2 pieces");
    }

    /** Output, gradients and evaluation's output, all made of the same numbers. */
    private List<NDArray> everything(Shape input, Maker maker, DataType type) {
        Function<Shape, NDArray> draw = drawing(type);
        NDArray x = draw.apply(input);
        ScratchLayer layer = maker.apply(draw);
        Pass pass = layer.forward(x);
        Gradients gradients = pass.backward(draw.apply(pass.output().getShape()));
        return Stream.concat(
                        Stream.of(
                                pass.output(),
                                gradients.input(),
                                layer.evaluate(x).output()),
                        gradients.parameters().stream())
                .toList();
    }

    private Function<Shape, NDArray> drawing(DataType type) {
        NumpyRandom random = NumpyRandom.seed(5);
        return shape -> manager.create(random.randn((int) shape.size()), shape).toType(type, true);
    }

    private static BatchNorm batchNorm(Function<Shape, NDArray> draw, long channels) {
        BiFunction<Shape, Double, NDArray> positive =
                (shape, least) -> draw.apply(shape).square().add(least);
        Shape shape = new Shape(channels);
        return new BatchNorm(
                draw.apply(shape), draw.apply(shape), draw.apply(shape), positive.apply(shape, 0.5), 0.1, 1e-5);
    }

    private static void assertFinite(NDArray array) {
        assertThat(DoubleStream.of(array.toDoubleArray())).allMatch(Double::isFinite);
    }

    private static Arguments layer(String name, Shape input, Maker maker) {
        return Arguments.of(Named.of(name, input), maker);
    }
}
