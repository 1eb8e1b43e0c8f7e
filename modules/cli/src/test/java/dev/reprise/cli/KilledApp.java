package dev.reprise.cli;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.files.Sha256;
import dev.reprise.training.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An app whose runs train for some seconds, to be killed meanwhile: what they keep between epochs differs. */
final class KilledApp {
    static final Experiment ADAM = Experiment.named("adam")
            .text("none", "none")
            .lookFor("that it ends where it would have ended")
            .dataset("synthetic-digits")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(256), relu(), dropout(0.3), linear(10))
            .initialValues(pytorchDefaults())
            .criterion(crossEntropy())
            .optimizer(adam(0.001).betas(0.9, 0.999).epsilon(1e-8))
            .batchSize(100)
            .order(SHUFFLED)
            .epochs(25)
            .build();
    static final List<Experiment> ALL = List.of(
            ADAM,
            ADAM.variant("adadelta", "the same")
                    .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
                    .schedule(factorPerEpoch(0.9))
                    .keepBestOnLast(2000)
                    .build(),
            ADAM.variant("momentum", "the same")
                    .optimizer(sgd(0.1).momentum(0.9))
                    .batchSize(100)
                    .order(WITH_REPLACEMENT)
                    .build());

    private KilledApp() {}

    public static void main(String[] arguments) {
        AppCommandLine.main(KilledApp.class, new AppExperiments("killed-app", List.copyOf(ALL)), arguments);
    }

    /** What must be the same of two runs: the hash of the parameters, the tables but for seconds, the predictions. */
    static String outcome(Path out, Experiment experiment) throws IOException {
        return outcomeOf(newest(out, experiment), experiment);
    }

    /** The same of one run's folder. */
    static String outcomeOf(Path run, Experiment experiment) throws IOException {
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
