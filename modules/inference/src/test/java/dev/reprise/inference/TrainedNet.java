package dev.reprise.inference;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.net.Net;
import dev.reprise.testkit.KnownNets;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Trial;
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
                    .preprocessing(normalized(0.107, 0.251))
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
                    .initialValues(pytorchDefaults())
                    .criterion(crossEntropy())
                    .optimizer(adam(0.002).betas(0.9, 0.999).epsilon(1e-8))
                    .batchSize(64)
                    .order(SHUFFLED)
                    .epochs(2)
                    .build());

    private static Path mnist;

    private TrainedNet() {}

    /** The folder of a run on synthetic digits; nobody writes into it. */
    public static Path syntheticDigits() {
        return SYNTHETIC;
    }

    /** The folder of a run on MNIST, trained once for all tests: the net of conv-net, for one epoch. */
    static synchronized Path mnist(Path data) {
        if (mnist == null) {
            mnist = trainOnMnist(data);
        }
        return mnist;
    }

    private static Path trainOnMnist(Path data) {
        return train(
                Optional.of(data),
                Experiment.named("drawn-on")
                        .text("none", "none")
                        .lookFor("nothing")
                        .dataset("mnist")
                        .preprocessing(normalized(0.1307, 0.3081))
                        .net(Net.parse(KnownNets.CONV_NET).layers())
                        .initialValues(pytorchDefaults())
                        .criterion(negativeLogLikelihood())
                        .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
                        .batchSize(64)
                        .order(SHUFFLED)
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
