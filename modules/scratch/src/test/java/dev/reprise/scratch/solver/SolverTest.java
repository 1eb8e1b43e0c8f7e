package dev.reprise.scratch.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Torch;
import dev.reprise.scratch.nets.ScratchTwoLayerNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against the text's Solver in NumPy: {@code solver.json}, made by {@code solver.py} beside it. */
class SolverTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ScratchTwoLayerNet.Sizes SIZES = new ScratchTwoLayerNet.Sizes(12, 9, 4);
    private static final SolverOptions OPTIONS = SolverOptions.defaults()
            .with("learning_rate", 0.1)
            .with("learning_rate_decay", 0.8)
            .with("batch_size", 10)
            .with("epochs", 4)
            .with("train_samples", 50);

    private final NDManager manager = Torch.engine().newBaseManager();
    private final NumpyRandom random = NumpyRandom.seed(7);
    private final SolverData train = data(95);
    private final SolverData validation = data(40);
    private final ScratchTwoLayerNet net = ScratchTwoLayerNet.drawn(SIZES, 0.5, 0.1, random, manager);
    private final List<String> printed = new ArrayList<>();

    @BeforeAll
    static void oneThreadForSmallArrays() {
        Torch.useThreads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"sgd, 0.1", "momentum, 0.03", "rmsprop, 0.01", "adam, 0.02"})
    void itTrainsAsTheTextsDoesInNumpy(String rule, double rate) {
        JsonNode numpy = read().get(rule);

        SolverHistory history = solve(OPTIONS.with("update_rule", rule).with("learning_rate", rate));

        assertThat(history.losses().stream().mapToDouble(Double::doubleValue).toArray())
                .usingComparatorWithPrecision(1e-11)
                .containsExactly(numbers(numpy.get("losses")));
        assertThat(history.trainAccuracies()).containsExactlyElementsOf(list(numpy.get("train")));
        assertThat(history.validationAccuracies()).containsExactlyElementsOf(list(numpy.get("validation")));
        assertThat(net.parameters().get("b2").toDoubleArray())
                .usingComparatorWithPrecision(1e-11)
                .containsExactly(numbers(numpy.get("bestB2")));
    }

    @Test
    void itPrintsWhatTheTextPrints() {
        solve(OPTIONS.with("epochs", 1).with("print_every", 4));

        JsonNode numpy = read().get("sgd");
        assertThat(printed)
                .containsExactly(
                        "(Iteration 1 / 9) loss: %.6f"
                                .formatted(numpy.get("losses").get(0).doubleValue()),
                        "(Epoch 0 / 1) train acc: %.6f; val_acc: %.6f"
                                .formatted(
                                        numpy.get("train").get(0).doubleValue(),
                                        numpy.get("validation").get(0).doubleValue()),
                        "(Iteration 5 / 9) loss: %.6f"
                                .formatted(numpy.get("losses").get(4).doubleValue()),
                        "(Iteration 9 / 9) loss: %.6f"
                                .formatted(numpy.get("losses").get(8).doubleValue()),
                        "(Epoch 1 / 1) train acc: %.6f; val_acc: %.6f"
                                .formatted(
                                        numpy.get("train").get(1).doubleValue(),
                                        numpy.get("validation").get(1).doubleValue()));
    }

    @Test
    void aCheckpointOfEachEpochHoldsParametersAndHistories(@TempDir Path folder) throws IOException {
        SolverHistory history = solve(OPTIONS.with("epochs", 2)
                .with("checkpoint", folder.resolve("of/run").toString()));

        try (var files = Files.list(folder.resolve("of"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("run_epoch_0.npz", "run_epoch_1.npz", "run_epoch_2.npz");
        }
        NDList last = NDList.decode(manager, Files.readAllBytes(folder.resolve("of/run_epoch_2.npz")));
        assertThat(last.get("W1").getShape()).isEqualTo(new Shape(12, 9));
        assertThat(last.get("loss_history").toDoubleArray())
                .containsExactly(history.losses().toArray(Double[]::new));
        assertThat(last.get("val_acc_history").toDoubleArray())
                .containsExactly(history.validationAccuracies().toArray(Double[]::new));
        assertThat(last.get("epoch").toDoubleArray()).containsExactly(2);
        assertThat(last.get("learning_rate").toDoubleArray()).containsExactly(0.1 * 0.8 * 0.8);
    }

    @Test
    void aFloat32NetTrainsToo(@TempDir Path folder) {
        NDArray[] narrow = net.parameters().values().stream()
                .map(array -> array.toType(DataType.FLOAT32, false))
                .toArray(NDArray[]::new);
        ScratchTwoLayerNet narrowNet = new ScratchTwoLayerNet(narrow[0], narrow[1], narrow[2], narrow[3], 0.1);
        SolverData narrowTrain = narrow(train);
        SolverOptions options = OPTIONS.with("update_rule", "adam")
                .with("checkpoint", folder.resolve("run").toString());

        SolverHistory history = new Solver(narrowNet, narrowTrain, narrow(validation), random, options)
                .train(printed::add, () -> false);

        assertThat(history.losses().get(0))
                .isCloseTo(read().get("sgd").get("losses").get(0).doubleValue(), within(1e-5));
        assertThat(history.losses().get(35)).isLessThan(history.losses().get(0));
    }

    @Test
    void itEndsWhereItIsToldTo() {
        AtomicInteger asked = new AtomicInteger();

        SolverHistory history = new Solver(net, train, validation, random, OPTIONS)
                .train(printed::add, () -> asked.incrementAndGet() > 12);

        assertThat(history.losses()).hasSize(12);
        assertThat(history.trainAccuracies()).hasSize(2);
    }

    @Test
    void nativeMemoryIsGivenBack() {
        int before = manager.getManagedArrays().size();

        solve(OPTIONS.with("update_rule", "adam"));

        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void anUnknownOptionIsRefusedWithThoseThatAreKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.with("lr_decay", 0.95))
                .withMessage("no solver option 'lr_decay' (expected one of update_rule, learning_rate, momentum, "
                        + "decay_rate, beta1, beta2, epsilon, learning_rate_decay, batch_size, epochs, print_every, "
                        + "train_samples, validation_samples, checkpoint)");
    }

    @Test
    void anUnknownUpdateRuleIsRefusedWithThoseThatAreKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solve(OPTIONS.with("update_rule", "lion")))
                .withMessage("no update rule 'lion' (expected one of sgd, momentum, rmsprop, adam)");
    }

    @Test
    void anOptionThatTheRuleDoesNotReadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solve(OPTIONS.with("update_rule", "adam").with("momentum", 0.5)))
                .withMessage("update rule adam does not read the solver option momentum "
                        + "(it reads learning_rate, beta1, beta2, epsilon)");
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.with("batch_size", 0.5))
                .withMessage("solver option batch_size must be a whole number such as 100, is 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.with("batch_size", 0))
                .withMessage("solver option batch_size must be at least 1, is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.with("learning_rate", -1))
                .withMessage("solver option learning_rate must be at least 0, is -1");
    }

    private SolverHistory solve(SolverOptions options) {
        return new Solver(net, train, validation, random, options).train(printed::add, () -> false);
    }

    private SolverData data(int n) {
        NDArray inputs = manager.create(random.randn(n * 12), new Shape(n, 12));
        int[] classes = random.randint(4, n);
        return SolverData.of(inputs, manager.create(classes).toType(DataType.INT64, false));
    }

    private static SolverData narrow(SolverData data) {
        return new SolverData() {
            @Override
            public int size() {
                return data.size();
            }

            @Override
            public NDArray inputs(int[] rows, NDManager manager) {
                return data.inputs(rows, manager).toType(DataType.FLOAT32, false);
            }

            @Override
            public NDArray classes(int[] rows, NDManager manager) {
                return data.classes(rows, manager);
            }
        };
    }

    private static double[] numbers(JsonNode numbers) {
        return JSON.treeToValue(numbers, double[].class);
    }

    private static List<Double> list(JsonNode numbers) {
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> numbers.get(i).doubleValue())
                .toList();
    }

    private static JsonNode read() {
        try (InputStream in = SolverTest.class.getResourceAsStream("solver.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
