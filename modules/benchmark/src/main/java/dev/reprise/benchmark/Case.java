package dev.reprise.benchmark;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.testkit.KnownNets;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.optimizer.Optimizer;
import java.util.List;

/** A training that is measured; {@code benchmark.py} has the same under the same names. */
record Case(Experiment experiment, int rows) {
    static final List<Case> ALL = List.of(
            of("mlp-256-sgd", 30_000, 256, sgd(0.1), crossEntropy(), perceptron(256)),
            of("mlp-100-adam", 10_000, 10, adam(1e-5).betas(0.9, 0.999).epsilon(1e-8), crossEntropy(), perceptron(100)),
            of(
                    "conv-net",
                    3_200,
                    64,
                    adadelta(1.0).rho(0.9).epsilon(1e-6),
                    negativeLogLikelihood(),
                    Net.parse(KnownNets.CONV_NET).layers()));

    /** With how many threads it is measured: convolutions with every core too. */
    List<Integer> threads(int cores) {
        boolean convolves = experiment.net().layers().stream().anyMatch(Layer.Conv.class::isInstance);
        return convolves && cores > 1 ? List.of(1, cores) : List.of(1);
    }

    String name() {
        return experiment.name();
    }

    private static Case of(
            String name, int rows, int batchSize, Optimizer optimizer, Criterion criterion, List<Layer> layers) {
        Experiment experiment = Experiment.named(name)
                .text("none", "none")
                .lookFor("how fast it is")
                .dataset("random")
                .preprocessing(normalized(0.1307, 0.3081))
                .net(layers)
                .initialValues(pytorchDefaults())
                .criterion(criterion)
                .optimizer(optimizer)
                .batchSize(batchSize)
                .order(SHUFFLED)
                .epochs(1)
                .build();
        return new Case(experiment, rows);
    }

    private static List<Layer> perceptron(int hidden) {
        return List.of(flatten(), linear(hidden), relu(), linear(10));
    }
}
