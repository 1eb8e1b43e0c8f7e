package dev.reprise.scratch.forward;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ForwardPass;
import dev.reprise.training.program.Chunk;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import dev.reprise.training.program.ScratchForward;
import dev.reprise.training.program.TrainingProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScratchNetForwardTest {
    private static final int ROWS = 640;
    private static final int BATCH = 64;
    private static final double RATE = 0.5;
    private static final List<Layer> DROPOUT_MLP = List.of(
            flatten(), linear(256), relu(), dropout(0.2), linear(256).withoutBias(), relu(), dropout(0.5), linear(10));
    private static final Net NET = new Net(new Shape(1, 28, 28), DROPOUT_MLP);

    private final NDManager manager = Torch.engine().newBaseManager(Device.cpu());
    private final DeviceExamples examples = examples();

    @BeforeAll
    static void oneThread() {
        Torch.useThreads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** DJL's dropout draws its masks otherwise: its twin draws them as the forward pass from scratch does. */
    @Test
    void withTheSameMasksTheDropoutMlpHasTheLossesOfItsBlocksOverFiftySteps() {
        Block block = initialized(NET.toBlock());
        Block twin = initialized(twin());
        for (int i = 0; i < block.getParameters().size(); i++) {
            NDArray values = block.getParameters().valueAt(i).getArray().stopGradient();
            twin.getParameters().valueAt(i).getArray().stopGradient().set(new NDIndex("..."), values);
        }

        List<Float> fromScratch = fiftySteps(trainer(block));
        List<Float> byBlocks = fiftySteps(twin);

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
        Block block = initialized(NET.toBlock());

        Chunk once = trainer(block).scores(examples, 0, ROWS, ROWS);

        NDArray outputs = block.forward(
                        new ParameterStore(manager, false),
                        new NDList(examples.inputs().reshape(ROWS, 1, 28, 28)),
                        false)
                .singletonOrThrow();
        float loss = loss(outputs, examples.targets().flatten()).getFloat();
        assertThat(Math.abs(once.losses().get(0) - loss)).isLessThanOrEqualTo(1e-5f);
    }

    @Test
    void aLayerWithoutForwardPassFromScratchIsRefused() {
        ForwardText forward = new ForwardText(new ScriptText(), ForwardText.Mode.TRAINING, "p", DataType.FLOAT32);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScratchNetForward().write(maxPool(2), forward, "x"))
                .withMessageContaining("no forward pass from scratch for the layer");
    }

    @Test
    void itIsFoundByTheTraining() {
        assertThat(ScratchForward.find()).isInstanceOf(ScratchNetForward.class);
    }

    private ProgramTrainer trainer(Block block) {
        Experiment experiment = Experiment.named("dropout-mlp")
                .text("none", "none")
                .lookFor("nothing")
                .dataset("random")
                .preprocessing(noPreprocessing())
                .net(DROPOUT_MLP)
                .forwardPass(ForwardPass.FROM_SCRATCH)
                .initialValues(pytorchDefaults())
                .criterion(crossEntropy())
                .optimizer(sgd(RATE))
                .batchSize(BATCH)
                .order(AS_STORED)
                .epochs(5)
                .build();
        TrainingProgram program = TrainingProgram.of(
                experiment, NET, NET.input(), new Scaling.None(), WeightLayout.CONTIGUOUS, Device.cpu());
        return new ProgramTrainer(program, block, manager);
    }

    private DeviceExamples examples() {
        manager.getEngine().setRandomSeed(7);
        NDArray inputs = manager.randomUniform(0, 1, new Shape(ROWS, 784));
        NDArray classes = inputs.get(":, ::28").get(":, :10").argMax(1).toType(DataType.INT64, false);
        return new DeviceExamples(inputs, classes.reshape(ROWS, 1));
    }

    private List<Float> fiftySteps(ProgramTrainer trainer) {
        long[] order = LongStream.range(0, ROWS).toArray();
        double[] rates = new double[ROWS / BATCH];
        Arrays.fill(rates, RATE);
        manager.getEngine().setRandomSeed(11);
        List<Float> losses = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            for (float loss : trainer.steps(examples, order, rates).losses().toArray()) {
                losses.add(loss);
            }
        }
        return losses;
    }

    private List<Float> fiftySteps(Block block) {
        manager.getEngine().setRandomSeed(11);
        List<Float> losses = new ArrayList<>();
        for (int step = 0; step < 50; step++) {
            String rows = (step % 10) * BATCH + ":" + (step % 10 + 1) * BATCH;
            NDArray inputs = examples.inputs().get(rows).reshape(BATCH, 1, 28, 28);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray outputs = block.forward(new ParameterStore(manager, false), new NDList(inputs), true)
                        .singletonOrThrow();
                NDArray loss = loss(outputs, examples.targets().get(rows).flatten());
                collector.backward(loss);
                losses.add(loss.getFloat());
            }
            block.getParameters().values().stream().map(Parameter::getArray).forEach(array -> {
                NDArray gradient = array.getGradient();
                array.subi(gradient.mul(RATE));
                gradient.subi(gradient);
            });
        }
        return losses;
    }

    private static NDArray loss(NDArray outputs, NDArray classes) {
        return outputs.logSoftmax(1).gather(classes.expandDims(1), 1).mean().neg();
    }

    private SequentialBlock twin() {
        SequentialBlock block = new SequentialBlock();
        for (Layer layer : DROPOUT_MLP) {
            block.add(
                    layer instanceof Layer.Dropout dropout
                            ? LambdaBlock.singleton(x -> x.mul(x.getManager()
                                    .randomUniform(0, 1, x.getShape())
                                    .gt(dropout.rate())
                                    .toType(DataType.FLOAT32, false)
                                    .div(1 - dropout.rate())))
                            : layer.toBlock());
        }
        return block;
    }

    private Block initialized(Block block) {
        manager.getEngine().setRandomSeed(3);
        block.initialize(manager, DataType.FLOAT32, new Shape(BATCH, 1, 28, 28));
        return block;
    }
}
