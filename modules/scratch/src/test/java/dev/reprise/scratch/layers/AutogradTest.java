package dev.reprise.scratch.layers;

import static dev.reprise.net.LayerVocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.reprise.net.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our passes beside DJL's autograd on the equivalent block, for random shapes and values: float64, 1e-10 relative.
 *
 * <p>DJL's blocks take float64 as they are when they are initialized in it; their own numbers (slopes, ε, momentum) are
 * float32, so those drawn here are exact in float32.
 */
class AutogradTest {
    private final NDManager manager = Torch.engine().newBaseManager();
    private SplittableRandom random = new SplittableRandom();

    @AfterEach
    void close() {
        manager.close();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void affineIsLinear(long seed) {
        random = new SplittableRandom(seed);
        NDArray x = normal(upTo(8), upTo(30));
        int units = upTo(20);
        Affine ours = new Affine(normal(x.size(1), units), normal(units));
        assertSame(ours, linear(units), x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void activationsAreDjls(long seed) {
        random = new SplittableRandom(seed);
        float number = upTo(64) / 64f;
        NDArray x = normal(upTo(10), upTo(5), upTo(20)).mul(3);
        assertSame(new ScratchActivation.Relu(), Activation.reluBlock(), x);
        assertSame(new ScratchActivation.LeakyRelu(number), Activation.leakyReluBlock(number), x);
        assertSame(new ScratchActivation.Sigmoid(), Activation.sigmoidBlock(), x);
        assertSame(new ScratchActivation.Tanh(), Activation.tanhBlock(), x);
        assertSame(new ScratchActivation.Elu(number), Activation.eluBlock(number), x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void maxoutIsTheLargestOfLinearFunctions(long seed) {
        random = new SplittableRandom(seed);
        NDArray x = normal(upTo(8), upTo(20));
        int units = upTo(10);
        int pieces = 1 + upTo(3);
        long functions = (long) units * pieces;
        Maxout ours = new Maxout(normal(x.size(1), functions), normal(functions), pieces);
        assertSame(ours, maxout(units, pieces).toBlock(), x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dropoutIsAProductWithItsMask(long seed) {
        random = new SplittableRandom(seed);
        NDArray x = normal(upTo(10), upTo(30));
        double rate = random.nextDouble();
        NDArray mask = x.getManager().randomUniform(0, 1, x.getShape()).gte(rate);
        Block product = LambdaBlock.singleton(in -> in.mul(mask).div(1 - rate));
        assertSame(new Dropout(rate, ignored -> mask), product, x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void batchNormIsDjlsInTrainingAndInEvaluation(long seed) {
        random = new SplittableRandom(seed);
        NDArray x = seed % 2 == 0 ? normal(1 + upTo(10), upTo(8)) : normal(upTo(4), upTo(5), 1 + upTo(4), 1 + upTo(4));
        long channels = x.size(1);
        NDArray mean = normal(channels);
        NDArray variance = normal(channels).square().add(0.5);
        BatchNorm ours = new BatchNorm(normal(channels), normal(channels), mean, variance, 0.125, 1 / 1024.0);
        Block block = ai.djl.nn.norm.BatchNorm.builder()
                .optMomentum(0.875f)
                .optEpsilon(1 / 1024f)
                .build();
        NDList start = new NDList(ours.gamma(), ours.beta(), mean.duplicate(), variance.duplicate());
        initialize(block, x, start);

        assertSameOf(ours.evaluate(x), ours, block, x, Mode.EVALUATION);
        learned(block).forEach(parameter -> parameter.getArray().getGradient().muli(0)); // autograd adds
        assertSameOf(ours.forward(x), ours, block, x, Mode.TRAINING);
        assertClose(mean, block.getParameters().get("runningMean").getArray());
        assertClose(variance, block.getParameters().get("runningVar").getArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void convIsConv2d(long seed) {
        random = new SplittableRandom(seed);
        int kernel = upTo(4);
        int stride = upTo(3);
        int padding = upTo(3) - 1;
        NDArray x = normal(upTo(4), upTo(3), kernel - 1 + upTo(6), kernel - 1 + upTo(6));
        int filters = upTo(5);
        Conv ours = new Conv(normal(filters, x.size(1), kernel, kernel), normal(filters), stride, padding);
        assertSame(ours, new dev.reprise.net.Layer.Conv(filters, kernel, stride, padding).toBlock(), x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void maxPoolIsDjls(long seed) {
        random = new SplittableRandom(seed);
        int size = upTo(3);
        int stride = upTo(3);
        NDArray x = normal(upTo(4), upTo(3), size - 1 + upTo(6), size - 1 + upTo(6));
        Block block = Pool.maxPool2dBlock(new Shape(size, size), new Shape(stride, stride));
        assertSame(new MaxPool(size, stride), block, x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNetOfAllIsTheSequentialBlock(long seed) {
        random = new SplittableRandom(seed);
        NDArray x = normal(7 + upTo(8), upTo(3), 8, 8); // two alike rows, normalized, would magnify rounding
        int hidden = upTo(12);
        Sequential ours = Sequential.of(
                new Conv(normal(4, x.size(1), 3, 3), normal(4), 1, 1),
                new ScratchActivation.Elu(1),
                new MaxPool(2, 2),
                new Affine(normal(64, hidden), normal(hidden)),
                new BatchNorm(
                        normal(hidden),
                        normal(hidden),
                        normal(hidden),
                        normal(hidden).square(),
                        0.125,
                        1 / 1024.0),
                new ScratchActivation.Tanh(),
                new Affine(normal(hidden, 5), normal(5)));
        SequentialBlock block = new SequentialBlock()
                .add(Conv2d.builder()
                        .setKernelShape(new Shape(3, 3))
                        .optPadding(new Shape(1, 1))
                        .setFilters(4)
                        .build())
                .add(Activation.eluBlock(1))
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(linear(hidden))
                .add(ai.djl.nn.norm.BatchNorm.builder()
                        .optMomentum(0.875f)
                        .optEpsilon(1 / 1024f)
                        .build())
                .add(Activation.tanhBlock())
                .add(linear(5));
        assertSame(ours, block, x);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lossesAreThoseOfAutograd(long seed) {
        random = new SplittableRandom(seed);
        int classes = 1 + upTo(9);
        NDArray scores = normal(upTo(12), classes).mul(5);
        NDArray targets =
                manager.create(random.longs(scores.size(0), 0, classes).toArray());
        NDArray values = normal(scores.size(0), classes);

        assertSameLoss(
                new ScratchLoss.SoftmaxCrossEntropy(),
                (s, y) -> new SoftmaxCrossEntropyLoss().evaluate(new NDList(y), new NDList(s)),
                scores,
                targets);
        assertSameLoss(
                new ScratchLoss.MulticlassSvm(1),
                (s, y) -> Activation.relu(s.sub(s.gather(y.expandDims(1), 1)).add(1))
                        .sum(new int[] {1})
                        .mean()
                        .sub(1),
                scores,
                targets);
        assertSameLoss(
                new ScratchLoss.SquaredError(),
                (s, y) -> s.sub(y).square().sum(new int[] {1}).mean().div(2),
                scores,
                values);
    }

    private enum Mode {
        TRAINING,
        EVALUATION
    }

    private void assertSame(ScratchLayer ours, Block block, NDArray x) {
        NDList start = new NDList();
        flat(ours).forEach(layer -> {
            start.addAll(layer.parameters());
            if (layer instanceof BatchNorm norm) {
                start.add(norm.runningMean());
                start.add(norm.runningVariance());
            }
        });
        initialize(block, x, start);
        assertSameOf(ours.forward(x), ours, block, x, Mode.TRAINING);
    }

    private void assertSameOf(Pass pass, ScratchLayer ours, Block block, NDArray x, Mode mode) {
        NDArray weights = normal(pass.output().getShape().getShape());
        Gradients gradients = pass.backward(weights);
        NDArray input = x.duplicate();
        input.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray output = block.forward(new ParameterStore(manager, false), new NDList(input), mode == Mode.TRAINING)
                    .singletonOrThrow();
            assertClose(pass.output(), output);
            collector.backward(output.mul(weights).sum());
        }
        assertClose(gradients.input(), input.getGradient());
        List<NDArray> expected = learned(block).stream()
                .map(parameter -> likeOurs(parameter, parameter.getArray().getGradient()))
                .toList();
        assertThat(gradients.parameters()).hasSameSizeAs(expected).hasSameSizeAs(ours.parameters());
        for (int i = 0; i < expected.size(); i++) {
            assertClose(gradients.parameters().get(i), expected.get(i));
        }
    }

    private void assertSameLoss(ScratchLoss ours, BinaryOperator<NDArray> autograd, NDArray outputs, NDArray targets) {
        LossAndGradient loss = ours.of(outputs, targets);
        NDArray input = outputs.duplicate();
        input.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray expected = autograd.apply(input, targets);
            assertClose(loss.loss(), expected);
            collector.backward(expected);
        }
        assertClose(loss.gradient(), input.getGradient());
    }

    /** To 1e-10 of the value, or of a thousandth where it is smaller: then numbers around 1 have cancelled out. */
    private static void assertClose(NDArray ours, NDArray djls) {
        assertThat(ours.getShape()).isEqualTo(djls.getShape());
        assertThat(ours.getDataType()).isEqualTo(DataType.FLOAT64);
        double[] expected = djls.toDoubleArray();
        double[] actual = ours.toDoubleArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("entry %d: %s and %s", i, actual[i], expected[i])
                    .isLessThanOrEqualTo(1e-10 * Math.max(1e-3, Math.abs(expected[i])));
        }
    }

    private void initialize(Block block, NDArray x, NDList start) {
        block.initialize(manager, DataType.FLOAT64, x.getShape());
        List<Parameter> parameters = block.getParameters().values();
        assertThat(parameters).hasSameSizeAs(start);
        for (int i = 0; i < start.size(); i++) {
            // copyTo would have torch warn on stderr
            parameters.get(i).getArray().set(new NDIndex("..."), likeOurs(parameters.get(i), start.get(i)));
        }
    }

    /** DJL's Linear keeps its weights as (outputs, inputs), we as (inputs, outputs). */
    private static NDArray likeOurs(Parameter parameter, NDArray array) {
        boolean linear =
                parameter.getType() == Parameter.Type.WEIGHT && array.getShape().dimension() == 2;
        return linear ? array.transpose() : array;
    }

    private static List<Parameter> learned(Block block) {
        return block.getParameters().values().stream()
                .filter(parameter -> parameter.getArray().hasGradient())
                .toList();
    }

    private static List<ScratchLayer> flat(ScratchLayer layer) {
        List<ScratchLayer> flat = new ArrayList<>();
        if (layer instanceof Sequential sequential) {
            sequential.layers().forEach(inner -> flat.addAll(flat(inner)));
        } else {
            flat.add(layer);
        }
        return flat;
    }

    private static Block linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private int upTo(int most) {
        return random.nextInt(most) + 1;
    }

    private NDArray normal(long... shape) {
        Shape of = new Shape(shape);
        double[] values = new double[(int) of.size()];
        java.util.Random gauss = new java.util.Random(random.nextLong());
        for (int i = 0; i < values.length; i++) {
            values[i] = gauss.nextGaussian();
        }
        return manager.create(values, of);
    }
}
