package dev.reprise.benchmark;

import static dev.reprise.training.experiment.Vocabulary.*;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.Examples;
import dev.reprise.data.ImageSet;
import dev.reprise.data.RowSet;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.testkit.KnownNets;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.optimizer.Optimizer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Work that is measured; {@code benchmark.py} has the same under the same names.
 *
 * @param input the shape of an example, of pixels or of features
 * @param passes over the examples that count as one measurement
 */
record Case(Experiment experiment, Work work, Shape input, int examples, int passes) {
    /** What a pass over the examples is. */
    enum Work {
        TRAINING,
        EVALUATION
    }

    private static final Shape MNIST = new Shape(1, 28, 28);
    private static final List<Layer> CONV_NET = Net.parse(KnownNets.CONV_NET).layers();
    private static final Optimizer ADADELTA = adadelta(1.0).rho(0.9).epsilon(1e-6);

    static final List<Case> TRAININGS = List.of(
            training(
                    "mlp-100-adam",
                    adam(1e-5).betas(0.9, 0.999).epsilon(1e-8),
                    10,
                    crossEntropy(),
                    perceptron(100),
                    MNIST,
                    10_000,
                    1),
            training("mlp-256-sgd", sgd(0.1), 256, crossEntropy(), perceptron(256), MNIST, 30_000, 1),
            training(
                    "first-mnist",
                    adadelta(0.1).rho(0.9).epsilon(1e-6),
                    600,
                    crossEntropy(),
                    List.of(flatten(), linear(256), dropout(0.2), linear(10)),
                    MNIST,
                    30_000,
                    1),
            training(
                    "polynomial",
                    sgd(0.01),
                    10,
                    squaredError(),
                    List.of(linear(1).withoutBias()),
                    new Shape(20),
                    100,
                    1_000),
            training(
                    "weight-decay",
                    sgd(0.003).weightDecay(3).decays(WEIGHTS_ONLY),
                    5,
                    squaredError(),
                    List.of(linear(1)),
                    new Shape(200),
                    20,
                    2_500),
            training("two-layer-net", sgd(1e-3), 100, crossEntropy(), perceptron(50), new Shape(3, 32, 32), 10_000, 1),
            training("conv-net", ADADELTA, 64, negativeLogLikelihood(), CONV_NET, MNIST, 3_200, 1));

    static final List<Case> EVALUATIONS = List.of(
            evaluation("mlp-256-evaluation", sgd(0.1), crossEntropy(), perceptron(256), 60_000),
            evaluation("conv-net-evaluation", ADADELTA, negativeLogLikelihood(), CONV_NET, 3_200));

    String name() {
        return experiment.name();
    }

    /** With how many threads it is measured: convolutions with every core too. */
    List<Integer> threads(int cores) {
        return experiment.net().layers().stream().anyMatch(Layer.Conv.class::isInstance) && cores > 1
                ? List.of(1, cores)
                : List.of(1);
    }

    /** The same with another number of examples. */
    Case withExamples(int count) {
        return new Case(experiment, work, input, count, passes);
    }

    /** Random examples. */
    Examples random() {
        SplittableRandom random = new SplittableRandom(1);
        int values = Math.toIntExact(examples * input.size());
        if (!experiment.training().criterion().classifies()) {
            float[] x = new float[values];
            for (int i = 0; i < values; i++) {
                x[i] = (float) random.nextGaussian();
            }
            return new RowSet("random", (int) input.size(), x, new float[examples]);
        }
        byte[] pixels = new byte[values];
        random.nextBytes(pixels);
        List<String> classes =
                IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        return new ImageSet(
                "random", input, classes, pixels, random.ints(examples, 0, 10).toArray());
    }

    private static Case training(
            String name,
            Optimizer optimizer,
            int batchSize,
            Criterion criterion,
            List<Layer> layers,
            Shape input,
            int examples,
            int passes) {
        Experiment experiment = Experiment.named(name)
                .text("none", "none")
                .lookFor("how fast it is")
                .dataset("random")
                .preprocessing(criterion.classifies() ? normalized(0.1307, 0.3081) : noPreprocessing())
                .net(layers)
                .initialValues(pytorchDefaults())
                .criterion(criterion)
                .optimizer(optimizer)
                .batchSize(batchSize)
                .order(SHUFFLED)
                .epochs(1)
                .build();
        return new Case(experiment, Work.TRAINING, input, examples, passes);
    }

    private static Case evaluation(
            String name, Optimizer optimizer, Criterion criterion, List<Layer> layers, int examples) {
        Case training = training(name, optimizer, 1, criterion, layers, MNIST, examples, 1);
        return new Case(training.experiment(), Work.EVALUATION, MNIST, examples, 1);
    }

    private static List<Layer> perceptron(int hidden) {
        return List.of(flatten(), linear(hidden), relu(), linear(10));
    }
}
