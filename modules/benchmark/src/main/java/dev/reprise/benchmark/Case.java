package dev.reprise.benchmark;


import static dev.reprise.training.experiment.Vocabulary.*;
import dev.reprise.net.Layer;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.optimizer.Optimizer;
import java.util.List;

/** What is measured; {@code benchmark.py} has the same under the same names. */
record Case(Experiment experiment, int rows) {
    static final List<Case> ALL = List.of(
            of("mlp-256-sgd", 30_000, 256, sgd(0.1), crossEntropy(), perceptron(256)),
            of(
                    "mlp-100-adam",
                    10_000,
                    10,
                    adam(1e-5).betas(0.9, 0.999).epsilon(1e-8),
                    crossEntropy(),
                    perceptron(100)),
            of(
                    "conv-net",
                    3_200,
                    64,
                    adadelta(1.0).rho(0.9).epsilon(1e-6),
                    negativeLogLikelihood(),
                    conv(32, 3),
                    relu(),
                    conv(64, 3),
                    relu(),
                    maxPool(2),
                    dropout(0.25),
                    flatten(),
                    linear(128),
                    relu(),
                    dropout(0.5),
                    linear(10),
                    logSoftmax()));

    /** With how many threads it is measured: convolutions with every core too. */
    List<Integer> threads(int cores) {
        boolean convolves = experiment.layers().stream().anyMatch(Layer.Conv.class::isInstance);
        return convolves && cores > 1 ? List.of(1, cores) : List.of(1);
    }

    String title() {
        return experiment.name();
    }

    private static Case of(
            String title, int rows, int batchSize, Optimizer rule, Criterion criterion, Layer... layers) {
        Experiment experiment = Experiment.named(title)
                .text("none", "none")
                .toSee("how fast it is")
                .dataset("random")
                .preprocessing(normalized(0.1307, 0.3081))
                .net(layers)
                .initialValues(pytorchDefaults())
                .criterion(criterion)
                .updateRule(rule)
                .batchSize(batchSize, Order.SHUFFLED)
                .epochs(1)
                .build();
        return new Case(experiment, rows);
    }

    private static Layer[] perceptron(int hidden) {
        return new Layer[] {flatten(), linear(hidden), relu(), linear(10)};
    }
}
