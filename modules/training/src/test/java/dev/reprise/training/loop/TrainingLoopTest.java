package dev.reprise.training.loop;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.reprise.data.ImageSet;
import dev.reprise.files.Json;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.results.Scores;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import dev.reprise.training.program.TrainingProgram;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The loop against the losses that PyTorch saw from the same weights by the same batches (loop.py). */
class TrainingLoopTest {
    private static final int ROWS = 50;
    private static final Experiment CONV = Experiment.named("conv")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("synthetic")
            .preprocessing(normalized(0.4, 0.3))
            .net(conv(4, 3), relu(), conv(6, 3), relu(), maxPool(2), flatten(), linear(3), logSoftmax())
            .initialValues(pytorchDefaults())
            .criterion(negativeLogLikelihood())
            .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
            .schedule(factorPerEpoch(0.7))
            .batchSize(8)
            .order(AS_STORED)
            .epochs(2)
            .build();
    private static final Experiment MLP = CONV.toBuilder()
            .net(flatten(), linear(10), relu(), linear(3))
            .criterion(crossEntropy())
            .optimizer(adam(0.01).betas(0.9, 0.999).epsilon(1e-8).weightDecay(0.1))
            .schedule(constantRate())
            .build();

    @Test
    void convolutionsLearnAsInPyTorch() throws IOException {
        check("conv", CONV);
    }

    @Test
    void perceptronLearnsAsInPyTorch() throws IOException {
        check("mlp", MLP);
    }

    @Test
    void allZeroWeightsNeverLearn() {
        Experiment zero =
                MLP.toBuilder().initialValues(zeroWeights(), zeroBiases()).build();
        try (Model model = Model.newInstance("zero", Device.cpu(), "PyTorch")) {
            ImageSet set = synthetic();
            Net net = new Net(set.inputShape(), zero.net().layers());
            model.setBlock(net.toBlock());
            zero.net().initialValues().initialize(model, net);
            NDManager manager = model.getNDManager();
            Scaling scaling = zero.data().preprocessing().fit(set, manager);
            DeviceExamples examples = DeviceExamples.of(set, manager);
            TrainingLoop loop = new TrainingLoop(zero, trainer(zero, set, scaling, model), examples, 1, manager);
            loop.epoch(1, collecting(new ArrayList<>()), () -> false);
            for (Parameter parameter : model.getBlock().getParameters().values()) {
                if (parameter.getType() == Parameter.Type.WEIGHT) {
                    assertThat(parameter.getArray().abs().max().getFloat()).isZero();
                }
            }
        }
    }

    private static void check(String name, Experiment experiment) throws IOException {
        JsonNode expected;
        try (InputStream in = TrainingLoopTest.class.getResourceAsStream("loop.json")) {
            expected = Json.MAPPER.readTree(in).get(name);
        }
        try (Model model = Model.newInstance(name, Device.cpu(), "PyTorch")) {
            NDManager manager = model.getNDManager();
            ImageSet set = synthetic();
            Scaling scaling = experiment.data().preprocessing().fit(set, manager);
            model.setBlock(new Net(set.inputShape(), experiment.net().layers()).toBlock());
            model.getBlock().initialize(manager, DataType.FLOAT32, new Shape(1).addAll(set.inputShape()));
            WeightLayout.CHANNELS_LAST.apply(model.getBlock(), manager);
            model.getBlock().getParameters().values().forEach(TrainingLoopTest::fill);

            DeviceExamples examples = DeviceExamples.of(set, manager);
            ProgramTrainer trainer = trainer(experiment, set, scaling, model);
            TrainingLoop loop = new TrainingLoop(experiment, trainer, examples, 1, manager);
            List<Float> losses = new ArrayList<>();
            for (int epoch = 1; epoch <= 2; epoch++) {
                loop.epoch(epoch, collecting(losses), () -> false);
            }
            Scores scores = new Evaluation(experiment, trainer, manager).scores(examples, () -> false);

            assertThat(losses).hasSize(expected.get("losses").size());
            for (int i = 0; i < losses.size(); i++) {
                assertThat(losses.get(i))
                        .as("step %d", i + 1)
                        .isCloseTo((float) expected.get("losses").get(i).asDouble(), within(2e-5f));
            }
            assertThat(scores.loss()).isCloseTo(expected.get("finalLoss").asDouble(), within(2e-5));
            assertThat(scores.accuracy())
                    .hasValueCloseTo(expected.get("finalAccuracy").asDouble(), within(1e-6));
        }
    }

    private static ProgramTrainer trainer(Experiment experiment, ImageSet set, Scaling scaling, Model model) {
        Net net = new Net(set.inputShape(), experiment.net().layers());
        TrainingProgram program = TrainingProgram.of(
                experiment, net, set.inputShape(), scaling, WeightLayout.CHANNELS_LAST, Device.cpu());
        return new ProgramTrainer(program, model.getBlock(), model.getNDManager());
    }

    private static ImageSet synthetic() {
        byte[] pixels = new byte[ROWS * 64];
        int[] labels = new int[ROWS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i * 37 + i / 64 * 11) % 251);
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i * 7 % 3;
        }
        return new ImageSet("synthetic", new Shape(1, 8, 8), List.of("a", "b", "c"), pixels, labels);
    }

    private static void fill(Parameter parameter) {
        NDArray array = parameter.getArray();
        float[] values = new float[(int) array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 29 % 101 / 101f - 0.5f) * 0.4f;
        }
        // in place, so that the strides stay
        array.set(new NDIndex("..."), array.getManager().create(values, array.getShape()));
    }

    private static TrainingLoop.Listener collecting(List<Float> losses) {
        return (first, values) -> {
            for (float value : values) {
                losses.add(value);
            }
        };
    }
}
