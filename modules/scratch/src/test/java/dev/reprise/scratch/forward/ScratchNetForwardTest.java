package dev.reprise.scratch.forward;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.reprise.net.Layer;
import dev.reprise.net.Torch;
import dev.reprise.training.loop.ScratchForward;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScratchNetForwardTest {
    private static final List<Layer> DROPOUT_MLP = List.of(
            Layer.flatten(),
            Layer.linear(256),
            Layer.relu(),
            Layer.dropout(0.2),
            Layer.linear(256),
            Layer.relu(),
            Layer.dropout(0.5),
            Layer.linear(10));

    private final NDManager manager = Torch.engine().newBaseManager();

    @BeforeAll
    static void oneThread() {
        Torch.useThreads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** DJL's dropout cannot be given its mask: its twin multiplies by it. */
    @Test
    void withTheSameMasksTheDropoutMlpHasTheLossesOfItsBlocksOverFiftySteps() {
        Masks masks = new Masks();
        SequentialBlock block = block(masks);
        List<Parameter> parameters = block.getParameters().values();
        NDList start = new NDList(
                parameters.stream().map(p -> p.getArray().duplicate()).toArray(NDArray[]::new));

        masks.again(); // DJL tries a lambda out to find its shapes
        List<Float> byBlocks = fiftySteps(
                parameters,
                x -> block.forward(new ParameterStore(manager, false), new NDList(x), true)
                        .singletonOrThrow());

        for (int i = 0; i < start.size(); i++) {
            start.get(i).copyTo(parameters.get(i).getArray());
        }
        ScratchNetForward scratch = new ScratchNetForward(masks);
        List<NDArray> arrays = parameters.stream().map(Parameter::getArray).toList();
        masks.again();
        List<Float> fromScratch =
                fiftySteps(parameters, x -> scratch.forward(DROPOUT_MLP, arrays, x, ScratchForward.Mode.TRAINING));

        assertThat(fromScratch).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(Math.abs(fromScratch.get(i) - byBlocks.get(i)))
                    .as("step %d", i)
                    .isLessThanOrEqualTo(1e-4f);
        }
        assertThat(fromScratch.get(49)).isLessThan(fromScratch.get(0) - 0.1f);
    }

    @Test
    void inEvaluationNothingIsDropped() {
        SequentialBlock block = block(x -> x.zerosLike());
        List<NDArray> arrays =
                block.getParameters().values().stream().map(Parameter::getArray).toList();
        NDArray x = manager.randomUniform(0, 1, new Shape(4, 1, 28, 28));
        ScratchForward scratch = new ScratchNetForward();

        NDArray once = scratch.forward(DROPOUT_MLP, arrays, x, ScratchForward.Mode.EVALUATION);
        NDArray again = scratch.forward(DROPOUT_MLP, arrays, x, ScratchForward.Mode.EVALUATION);

        assertThat(once.toFloatArray()).isEqualTo(again.toFloatArray());
        assertThat(scratch.forward(DROPOUT_MLP, arrays, x, ScratchForward.Mode.TRAINING)
                        .toFloatArray())
                .isNotEqualTo(once.toFloatArray());
    }

    @Test
    void aLayerWithoutForwardPassFromScratchIsRefused() {
        NDArray x = manager.ones(new Shape(1, 1, 8, 8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScratchNetForward()
                        .forward(List.of(Layer.maxPool(2)), List.of(), x, ScratchForward.Mode.TRAINING))
                .withMessageContaining("no forward pass from scratch for the layer");
    }

    @Test
    void itIsFoundByTheTraining() {
        assertThat(ScratchForward.find()).isInstanceOf(ScratchNetForward.class);
    }

    /** Numbers uniform in [0, 1), the same ones again and again. */
    private final class Masks implements UnaryOperator<NDArray> {
        private int asked;

        void again() {
            asked = 0;
        }

        @Override
        public NDArray apply(NDArray x) {
            manager.getEngine().setRandomSeed(1000 + asked++);
            return ScratchNetForward.uniform(x);
        }
    }

    private List<Float> fiftySteps(List<Parameter> parameters, UnaryOperator<NDArray> forward) {
        manager.getEngine().setRandomSeed(7);
        NDArray inputs = manager.randomUniform(0, 1, new Shape(640, 1, 28, 28));
        NDArray classes = inputs.get(":, 0, :10, 0").argMax(1).toType(DataType.INT64, false);
        List<Float> losses = new ArrayList<>();
        for (int step = 0; step < 50; step++) {
            String rows = (step % 10) * 64 + ":" + (step % 10 + 1) * 64;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = crossEntropy().loss(forward.apply(inputs.get(rows)), classes.get(rows));
                collector.backward(loss);
                losses.add(loss.getFloat());
            }
            parameters.forEach(parameter -> {
                NDArray gradient = parameter.getArray().getGradient();
                parameter.getArray().subi(gradient.mul(0.5));
                gradient.subi(gradient);
            });
        }
        return losses;
    }

    private SequentialBlock block(UnaryOperator<NDArray> uniform) {
        SequentialBlock block = new SequentialBlock();
        for (Layer layer : DROPOUT_MLP) {
            block.add(
                    layer instanceof Layer.Dropout dropout
                            ? LambdaBlock.singleton(x -> x.mul(uniform.apply(x)
                                    .gt(dropout.rate())
                                    .toType(DataType.FLOAT32, false)
                                    .div(1 - dropout.rate())))
                            : layer.toBlock());
        }
        manager.getEngine().setRandomSeed(3);
        block.initialize(manager, DataType.FLOAT32, new Shape(64, 1, 28, 28));
        return block;
    }
}
