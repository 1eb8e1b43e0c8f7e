package dev.reprise.training.program;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.initializer.NormalInitializer;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.training.autograd.AutogradTraining;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.UpdateText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Fifty steps by the program and fifty operation by operation, from the same weights with the same rows and seed. */
final class ProgramCase {
    static final Shape ROW = new Shape(6);
    static final Shape IMAGE = new Shape(2, 8, 8);

    private static final int ROWS = 33;
    private static final int BATCH = 7;
    private static final int EPOCHS = 10; // of five steps, the last of five rows
    private static final int STEPS = 5;
    private static final long[] SAMPLE = {3, 3, 7, 32, 1};

    private final List<Layer> layers;
    private Shape input = ROW;
    private boolean pixels;
    private Scaling scaling = new Scaling.None();
    private Criterion criterion = crossEntropy();
    private Penalty penalty = noPenalty();
    private GradientClipping clipping = noClipping();
    private Optimizer optimizer = sgd(0.0625);
    private DataType type = DataType.FLOAT32;
    private double tolerance = 1e-5;
    private WeightLayout layout = WeightLayout.CONTIGUOUS;
    private UpdateText.Form form = UpdateText.Form.PARTS;
    private double initialScale = 0.5;
    private int[] chunks = {2, 3};

    private ProgramCase(List<Layer> layers) {
        this.layers = layers;
    }

    static ProgramCase of(Layer... layers) {
        return new ProgramCase(List.of(layers));
    }

    /**
     * On images of 2×8×8 values, in the layout that trainings have on a CPU. Float32 convolutions of contiguous weights
     * are left out: libtorch 2.7.1 gives them wrong gradients, and at times NaN, on AMD processors of family 26 (Zen 5).
     */
    static ProgramCase ofImages(Layer... layers) {
        ProgramCase images = new ProgramCase(List.of(layers)).layout(WeightLayout.suiting(Device.cpu()));
        images.input = IMAGE;
        images.initialScale = 0.25;
        return images;
    }

    ProgramCase on(Shape value) {
        input = value;
        return this;
    }

    ProgramCase pixels(Scaling value) {
        pixels = true;
        return scaled(value);
    }

    ProgramCase scaled(Scaling value) {
        scaling = value;
        return this;
    }

    ProgramCase criterion(Criterion value) {
        criterion = value;
        return this;
    }

    ProgramCase penalty(Penalty value) {
        penalty = value;
        return this;
    }

    ProgramCase clipping(GradientClipping value) {
        clipping = value;
        return this;
    }

    ProgramCase optimizer(Optimizer value) {
        optimizer = value;
        return this;
    }

    ProgramCase layout(WeightLayout value) {
        layout = value;
        return this;
    }

    ProgramCase form(UpdateText.Form value) {
        form = value;
        return this;
    }

    ProgramCase initialScale(double value) {
        initialScale = value;
        return this;
    }

    ProgramCase chunks(int... value) {
        chunks = value;
        return this;
    }

    /** In float64, to ten digits, with contiguous weights. */
    ProgramCase inDouble() {
        type = DataType.FLOAT64;
        layout = WeightLayout.CONTIGUOUS;
        tolerance = 1e-10;
        return this;
    }

    @Override
    public String toString() {
        return Net.text(layers) + ", " + scaling.getClass().getSimpleName() + ", " + criterion + ", " + penalty + ", "
                + clipping + ", " + optimizer + ", " + layout + ", " + form + ", " + type;
    }

    /** Trains and evaluates both ways, and compares losses, right answers, parameters, scores and outputs. */
    void check() {
        Torch.useThreads(1); // more would wait for each other where the machine is busy
        try (NDManager manager = Torch.engine().newBaseManager(Device.cpu())) {
            Experiment experiment = experiment();
            Net net = new Net(scaling.outputShape(input), layers);
            Block trained = block(net, manager);
            Block reference = reference(net, manager);
            layout.apply(trained, manager);
            if (type == DataType.FLOAT32) {
                layout.apply(reference, manager); // in float64 the reference has contiguous weights always
                reference.getParameters().values().stream()
                        .filter(Parameter::requiresGradient)
                        .forEach(parameter -> parameter.getArray().setRequiresGradient(true));
            }
            for (int i = 0; i < trained.getParameters().size(); i++) {
                NDArray from = trained.getParameters().valueAt(i).getArray().stopGradient();
                reference.getParameters().valueAt(i).getArray().stopGradient().set(new NDIndex("..."), from);
            }
            Random random = new Random(3);
            DeviceExamples examples = examples(random, manager);
            double[] stored = doubles(examples.inputs());
            List<long[]> orders = orders(random);
            ProgramTrainer trainer = new ProgramTrainer(
                    new TrainingProgram(experiment, net, input, scaling, layout, form, type), trained, manager);
            List<Double> byProgram = train(trainer, examples, orders);
            AutogradTraining autograd = new AutogradTraining(experiment, reference);

            assertClose("losses and right answers", byProgram, train(autograd, examples, orders, manager));
            for (int i = 0; i < trained.getParameters().size(); i++) {
                assertClose(
                        trained.getParameters().keyAt(i),
                        doubles(trained.getParameters().valueAt(i).getArray().stopGradient()),
                        doubles(reference.getParameters().valueAt(i).getArray().stopGradient()));
            }
            DeviceExamples sample = examples.rows(manager, SAMPLE);
            assertClose("scores", mean(trainer.scores(examples, 0, ROWS, 10), ROWS, 10), mean(autograd, examples));
            assertClose("scores of rows", mean(trainer.scores(sample, 0, 5, 2), 5, 2), mean(autograd, sample));
            assertClose(
                    "outputs",
                    doubles(trainer.outputs(manager, examples, 4, 9)),
                    doubles(autograd.outputs(scaled(examples.inputs().get("4:9")))));
            assertThat(doubles(examples.inputs()))
                    .as("the set after evaluation")
                    .isEqualTo(stored);
        }
    }

    private List<Double> train(ProgramTrainer trainer, DeviceExamples examples, List<long[]> orders) {
        Engine.getInstance().setRandomSeed(17);
        List<Double> scores = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            int step = 0;
            for (int length : chunks) {
                double[] rates = new double[length];
                Arrays.fill(rates, rate(epoch));
                Chunk chunk = trainer.steps(
                        examples,
                        Arrays.copyOfRange(orders.get(epoch), step * BATCH, Math.min(ROWS, (step + length) * BATCH)),
                        rates);
                for (int i = 0; i < length; i++) {
                    scores.addAll(List.of(
                            (double) chunk.losses().get(i),
                            (double) chunk.unpenalized().get(i),
                            (double) chunk.correct().get(i)));
                }
                step += length;
            }
        }
        return scores;
    }

    private List<Double> train(
            AutogradTraining autograd, DeviceExamples examples, List<long[]> orders, NDManager manager) {
        Engine.getInstance().setRandomSeed(17);
        List<Double> scores = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int i = 0; i < STEPS; i++) {
                try (NDManager step = manager.newSubManager()) {
                    DeviceExamples batch = examples.rows(
                            step, Arrays.copyOfRange(orders.get(epoch), i * BATCH, Math.min(ROWS, (i + 1) * BATCH)));
                    AutogradTraining.Scores of = autograd.step(scaled(batch.inputs()), targets(batch), rate(epoch));
                    scores.addAll(List.of(of.loss(), of.unpenalized(), of.correct()));
                }
            }
        }
        return scores;
    }

    private double rate(int epoch) {
        return optimizer.learningRate() * (epoch < EPOCHS / 2 ? 1 : 0.5);
    }

    private List<Double> mean(AutogradTraining autograd, DeviceExamples examples) {
        AutogradTraining.Scores all = autograd.evaluate(scaled(examples.inputs()), targets(examples));
        return List.of(all.loss(), all.correct());
    }

    private static List<Double> mean(Chunk chunk, int rows, int batch) {
        double loss = 0;
        double correct = 0;
        for (int i = 0; i < chunk.losses().length(); i++) {
            loss += chunk.losses().get(i) * Math.min(batch, rows - i * batch) / rows;
            correct += chunk.correct().get(i);
        }
        return List.of(loss, correct);
    }

    private NDArray scaled(NDArray raw) {
        NDArray shaped = raw.reshape(new Shape(-1).addAll(input));
        return type == DataType.FLOAT64 ? shaped : scaling.on(raw.getManager()).apply(shaped);
    }

    private NDArray targets(DeviceExamples examples) {
        return criterion.classifies() ? examples.targets().flatten() : examples.targets();
    }

    private DeviceExamples examples(Random random, NDManager manager) {
        Shape all = new Shape(ROWS, input.size());
        byte[] bytes = new byte[(int) all.size()];
        random.nextBytes(bytes);
        NDArray inputs = pixels
                ? manager.create(ByteBuffer.wrap(bytes), all, DataType.UINT8)
                : manager.create(random.doubles(all.size(), -1, 1).toArray(), all)
                        .toType(type, false);
        Shape column = new Shape(ROWS, 1);
        NDArray targets = criterion.classifies()
                ? manager.create(random.longs(ROWS, 0, 4).toArray(), column)
                : manager.create(random.doubles(ROWS).toArray(), column).toType(type, false);
        return new DeviceExamples(inputs, targets);
    }

    private static List<long[]> orders(Random random) {
        List<long[]> orders = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            List<Long> rows = LongStream.range(0, ROWS).boxed().collect(Collectors.toList());
            Collections.shuffle(rows, random);
            orders.add(rows.stream().mapToLong(Long::longValue).toArray());
        }
        return orders;
    }

    private Block block(Net net, NDManager manager) {
        return initialized(net.toBlock(), net, manager);
    }

    private Block reference(Net net, NDManager manager) {
        SequentialBlock block = new SequentialBlock();
        layers.forEach(layer -> block.add(
                layer instanceof Layer.Dropout dropout ? new DrawnDropout(dropout.rate(), manager) : layer.toBlock()));
        return initialized(block, net, manager);
    }

    private Block initialized(Block block, Net net, NDManager manager) {
        block.setInitializer(new NormalInitializer((float) initialScale), Parameter.Type.WEIGHT);
        block.initialize(manager, type, new Shape(1).addAll(net.input()));
        return block;
    }

    private void assertClose(String what, List<Double> actual, List<Double> expected) {
        double tolerated = Math.max(tolerance, 1e-6); // scores are float32
        assertClose(
                what,
                actual.stream().mapToDouble(x -> x).toArray(),
                expected.stream().mapToDouble(x -> x).toArray(),
                tolerated);
    }

    private void assertClose(String what, double[] actual, double[] expected) {
        assertClose(what, actual, expected, tolerance);
    }

    private static void assertClose(String what, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%s: element %d", what, i)
                    .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static double[] doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    private Experiment experiment() {
        return Experiment.named("case")
                .text("none", "none")
                .lookFor("nothing")
                .dataset("random")
                .preprocessing(noPreprocessing()) // the program is given its scaling
                .net(layers)
                .initialValues(pytorchDefaults())
                .criterion(criterion)
                .penalty(penalty)
                .optimizer(optimizer)
                .clipping(clipping)
                .batchSize(BATCH)
                .order(SHUFFLED)
                .epochs(EPOCHS)
                .trainingScores(runningMean())
                .build();
    }
}
