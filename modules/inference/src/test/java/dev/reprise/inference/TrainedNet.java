package dev.reprise.inference;

import static dev.reprise.net.Layer.conv;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.maxPool;
import static dev.reprise.net.Layer.relu;

import dev.reprise.data.Preprocessing;
import dev.reprise.training.Criterion;
import dev.reprise.training.Experiment;
import dev.reprise.training.InitialValues;
import dev.reprise.training.Order;
import dev.reprise.training.Overrides;
import dev.reprise.training.Progress;
import dev.reprise.training.Run;
import dev.reprise.training.RunOptions;
import dev.reprise.training.UpdateRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A run on made-up digits, trained in seconds, once for all tests. */
public final class TrainedNet {
    private static final Experiment EXPERIMENT = Experiment.named("made-up-digits")
            .text("none", "none")
            .toSee("nothing")
            .dataset("synthetic-digits")
            .preprocessing(Preprocessing.normalised(0.107, 0.251))
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
            .updateRule(UpdateRule.adam(0.002, 0.9, 0.999, 1e-8))
            .batchSize(64, Order.SHUFFLED)
            .epochs(2)
            .build();
    private static final Path RUN = train();

    private TrainedNet() {}

    /** The run's folder; nobody writes into it. */
    public static Path run() {
        return RUN;
    }

    private static Path train() {
        try {
            Path out = Files.createTempDirectory("trained-net");
            RunOptions options =
                    new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.of(1), out);
            return Run.run(EXPERIMENT, Overrides.none(), options, Progress.unheard(), () -> false)
                    .folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
