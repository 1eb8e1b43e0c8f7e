package dev.reprise.cli;

import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.relu;

import dev.reprise.data.Preprocessing;
import dev.reprise.net.Sha256;
import dev.reprise.training.Criterion;
import dev.reprise.training.Experiment;
import dev.reprise.training.Order;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.update.Schedule;
import dev.reprise.training.update.UpdateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An app whose runs train for some seconds, to be killed meanwhile: what they keep between epochs differs. */
final class KilledApp {
    static final Experiment ADAM = Experiment.named("adam")
            .text("none", "none")
            .toSee("that it ends where it would have ended")
            .dataset("synthetic-digits")
            .preprocessing(Preprocessing.zeroToOne())
            .net(flatten(), linear(256), relu(), dropout(0.3), linear(10))
            .initialValues(InitialValues.pytorch())
            .criterion(Criterion.crossEntropy())
            .updateRule(UpdateRule.adam(0.001, 0.9, 0.999, 1e-8))
            .batchSize(100, Order.SHUFFLED)
            .epochs(25)
            .build();
    static final List<Experiment> ALL = List.of(
            ADAM,
            ADAM.as("adadelta", "the same").toBuilder()
                    .updateRule(UpdateRule.adadelta(1.0, 0.9, 1e-6))
                    .schedule(Schedule.factorPerEpoch(0.9))
                    .keepBestOnLast(2000)
                    .build(),
            ADAM.as("momentum", "the same").toBuilder()
                    .updateRule(UpdateRule.sgd(0.1).withMomentum(0.9))
                    .batchSize(100, Order.WITH_REPLACEMENT)
                    .build());

    private KilledApp() {}

    public static void main(String[] arguments) {
        App.main(new AppExperiments("killed-app", List.copyOf(ALL)), arguments);
    }

    /** What must be the same of two runs: the hash of the parameters, the tables but for seconds, the predictions. */
    static String outcome(Path out, Experiment experiment) throws IOException {
        Path run = newest(out, experiment);
        return Sha256.of(run.resolve("model").resolve(experiment.name() + "-0000.params"))
                + Files.readString(run.resolve("epochs.csv")).replaceAll("(?m),[^,]*$", "")
                + Sha256.of(run.resolve("steps.csv"))
                + Sha256.of(run.resolve("predictions.csv"));
    }

    /** The newest run's folder. */
    static Path newest(Path out, Experiment experiment) throws IOException {
        try (Stream<Path> runs = Files.list(out.resolve(experiment.name()))) {
            return runs.sorted().reduce((first, second) -> second).orElseThrow();
        }
    }
}
