package dev.reprise.inference;

import static dev.reprise.net.Layer.conv;
import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.logSoftmax;
import static dev.reprise.net.Layer.maxPool;
import static dev.reprise.net.Layer.relu;

import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Order;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs that tests train. */
public final class TrainedNet {
    /** Synthetic digits, in a few seconds, once for all tests. */
    private static final Path SYNTHETIC = train(
            Optional.empty(),
            Experiment.named("small-net")
                    .text("none", "none")
                    .lookFor("nothing")
                    .dataset("synthetic-digits")
                    .preprocessing(Preprocessing.normalized(0.107, 0.251))
                    .net(
                            conv(12, 5),
                            relu(),
                            maxPool(2),
                            conv(24, 5),
                            relu(),
                            maxPool(2),
                            flatten(),
                            linear(64),
                            relu(),
                            linear(10))
                    .initialValues(InitialValues.pytorch())
                    .criterion(Criterion.crossEntropy())
                    .optimizer(Optimizer.adam(0.002, 0.9, 0.999, 1e-8))
                    .batchSize(64)
                    .order(Order.SHUFFLED)
                    .epochs(2)
                    .build());

    private TrainedNet() {}

    /** The folder of a run on synthetic digits; nobody writes into it. */
    public static Path syntheticDigits() {
        return SYNTHETIC;
    }

    /** The folder of a run on MNIST: the net of conv-net, for one epoch. */
    static Path mnist(Path data) {
        return train(
                Optional.of(data),
                Experiment.named("drawn-on")
                        .text("none", "none")
                        .lookFor("nothing")
                        .dataset("mnist")
                        .preprocessing(Preprocessing.normalized(0.1307, 0.3081))
                        .net(
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
                                logSoftmax())
                        .initialValues(InitialValues.pytorch())
                        .criterion(Criterion.negativeLogLikelihood())
                        .optimizer(Optimizer.adadelta(1.0, 0.9, 1e-6))
                        .batchSize(64)
                        .order(Order.SHUFFLED)
                        .epochs(1)
                        .build());
    }

    private static Path train(Optional<Path> data, Experiment experiment) {
        try {
            RunOptions options = new RunOptions(
                    data, OptionalInt.empty(), 1, "cpu", OptionalInt.of(1), Files.createTempDirectory("trained-net"));
            return Run.run(Trial.of(experiment), Overrides.none(), options, Progress.silent(), () -> false)
                    .folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
