package dev.reprise.training.program;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import dev.reprise.data.ImageSet;
import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramTrainerTest {
    private static final int ROWS = 100;
    private static final long[] ORDER = LongStream.range(0, ROWS).toArray();
    private static final int BATCH = 10;
    private static final ImageSet SET = SyntheticDigits.GRAY.train(ROWS, 1);

    private final Model model = Model.newInstance("net", Device.cpu(), "PyTorch");

    @BeforeAll
    static void oneThread() {
        Torch.useThreads(1);
    }

    @AfterEach
    void close() {
        model.close();
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                sgd(0.1),
                sgd(0.1).momentum(0.9),
                adam(0.01).betas(0.9, 0.999).epsilon(1e-8),
                adamW(0.01).betas(0.9, 0.999).epsilon(1e-8).weightDecay(0.1),
                adadelta(1).rho(0.9).epsilon(1e-6),
                rmsProp(0.01).alpha(0.99).epsilon(1e-8),
                adagrad(0.05).epsilon(1e-10));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void whereChunksEndChangesNoBit(Optimizer optimizer) {
        List<float[]> inOne = trained(optimizer, 20);
        for (int[] chunks : new int[][] {{1, 19}, {10, 10}, {1, 1, 1, 1, 16}, {3, 3, 3, 3, 8}}) {
            assertThat(trained(optimizer, chunks)).as(Arrays.toString(chunks)).containsExactlyElementsOf(inOne);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void resumedTrainerContinuesBitForBit(Optimizer optimizer) {
        try (Model other = Model.newInstance("other", Device.cpu(), "PyTorch")) {
            ProgramTrainer trainer = trainer(optimizer, model);
            ProgramTrainer resumed = trainer(optimizer, other);
            train(trainer, model.getNDManager(), 5);
            copy(parameters(model), parameters(other));
            copy(
                    List.copyOf(trainer.state().values()),
                    List.copyOf(resumed.state().values()));
            resumed.resume(trainer.stepsTaken());

            train(trainer, model.getNDManager(), 5);
            train(resumed, other.getNDManager(), 5);

            assertThat(resumed.stepsTaken()).isEqualTo(10);
            assertThat(values(other)).containsExactlyElementsOf(values(model));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void twoHundredStepsLeaveNoArrayBehind(Optimizer optimizer) {
        ProgramTrainer trainer = trainer(optimizer, model);
        DeviceExamples examples = DeviceExamples.of(SET, model.getNDManager());
        trainer.steps(examples, ORDER, new double[] {0.01});
        int before = model.getNDManager().getManagedArrays().size();

        for (int i = 0; i < 200; i++) {
            trainer.steps(
                    examples, Arrays.copyOfRange(ORDER, i % ROWS, Math.min(ROWS, i % ROWS + BATCH)), new double[] {0.01
                    });
            trainer.scores(examples, 0, ROWS, 50);
        }

        assertThat(model.getNDManager().getManagedArrays()).hasSize(before);
        assertThat(trainer.stepsTaken()).isEqualTo(201);
    }

    @Test
    void stateIsNamedByTheParametersPlace() {
        assertThat(trainer(adadelta(1).rho(0.9).epsilon(1e-6), model).state().keySet())
                .containsExactly(
                        "0.squareAverage",
                        "0.deltaAverage",
                        "1.squareAverage",
                        "1.deltaAverage",
                        "2.squareAverage",
                        "2.deltaAverage",
                        "3.squareAverage",
                        "3.deltaAverage",
                        "6.squareAverage", // 4 and 5 are running statistics
                        "6.deltaAverage",
                        "7.squareAverage",
                        "7.deltaAverage");
    }

    @Test
    void failedCallNamesTheLineAndLeavesTheThreadAsItWas() {
        ProgramTrainer trainer = trainer(sgd(0.1), model);
        NDManager manager = model.getNDManager();
        DeviceExamples tooNarrow =
                new DeviceExamples(manager.zeros(new Shape(ROWS, 7)), manager.zeros(new Shape(ROWS, 1)));

        assertThatThrownBy(() -> trainer.steps(tooNarrow, ORDER, new double[] {0.1}))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("torch.reshape(")
                .hasMessageContaining("<--- HERE");
        assertThat(JniUtils.isGradMode()).isFalse();
        assertThat(trainer.stepsTaken()).isZero();
    }

    @Test
    void netWithSeveralOutputsForOneTargetIsRefused() {
        Experiment regression =
                experiment(sgd(0.1)).toBuilder().criterion(squaredError()).build();
        Net net = new Net(SET.inputShape(), regression.net().layers());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingProgram.of(
                        regression, net, SET.inputShape(), new Scaling.None(), WeightLayout.CONTIGUOUS, Device.cpu()))
                .withMessage("a net for one target value must have one output, has the shape (10)");
    }

    private static List<float[]> trained(Optimizer optimizer, int... chunks) {
        try (Model model = Model.newInstance("net", Device.cpu(), "PyTorch")) {
            ProgramTrainer trainer = trainer(optimizer, model);
            train(trainer, model.getNDManager(), chunks);
            return values(model);
        }
    }

    /** The last of ten steps is followed by the first: two epochs with the same rows. */
    private static void train(ProgramTrainer trainer, NDManager manager, int... chunks) {
        manager.getEngine().setRandomSeed(5);
        DeviceExamples examples = DeviceExamples.of(SET, manager);
        long[] order = LongStream.range(0, 20 * BATCH).map(i -> i * 7 % ROWS).toArray();
        int step = 0;
        for (int length : chunks) {
            double[] rates = new double[length];
            Arrays.fill(rates, 0.01);
            trainer.steps(examples, Arrays.copyOfRange(order, step * BATCH, (step + length) * BATCH), rates);
            step += length;
        }
    }

    private static ProgramTrainer trainer(Optimizer optimizer, Model model) {
        Experiment experiment = experiment(optimizer);
        Net net = new Net(SET.inputShape(), experiment.net().layers());
        model.getNDManager().getEngine().setRandomSeed(3);
        experiment.net().initialValues().initialize(model, net);
        TrainingProgram program = TrainingProgram.of(
                experiment, net, SET.inputShape(), new Scaling.ZeroToOne(), WeightLayout.CONTIGUOUS, Device.cpu());
        return new ProgramTrainer(program, model.getBlock(), model.getNDManager());
    }

    private static Experiment experiment(Optimizer optimizer) {
        return Experiment.named("net")
                .text("none", "none")
                .lookFor("nothing")
                .dataset("synthetic-digits")
                .preprocessing(zeroToOne())
                .net(conv(4, 5), batchNorm(0.1, 1e-5), relu(), maxPool(4), flatten(), dropout(0.3), linear(10))
                .initialValues(pytorchDefaults())
                .criterion(crossEntropy())
                .optimizer(optimizer)
                .batchSize(BATCH)
                .order(SHUFFLED)
                .epochs(1)
                .build();
    }

    private static void copy(List<NDArray> from, List<NDArray> to) {
        for (int i = 0; i < from.size(); i++) {
            to.get(i).set(new NDIndex("..."), from.get(i));
        }
    }

    private static List<NDArray> parameters(Model model) {
        return model.getBlock().getParameters().values().stream()
                .map(parameter -> parameter.getArray().stopGradient())
                .toList();
    }

    private static List<float[]> values(Model model) {
        List<float[]> values = new ArrayList<>();
        for (Parameter parameter : model.getBlock().getParameters().values()) {
            values.add(parameter.getArray().toFloatArray());
        }
        return values;
    }
}
