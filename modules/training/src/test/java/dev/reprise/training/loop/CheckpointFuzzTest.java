package dev.reprise.training.loop;

import static dev.reprise.training.experiment.Vocabulary.*;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.files.Sha256;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Scores;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.testkit.Fuzz;
import dev.reprise.training.experiment.Experiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated files of a checkpoint are resumed from, or refused by {@link RunException}, never anything else. */
class CheckpointFuzzTest {
    private static final Experiment PERCEPTRON = Experiment.named("perceptron")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("synthetic-digits")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(10))
            .initialValues(pytorchDefaults())
            .criterion(crossEntropy())
            .optimizer(sgd(0.1))
            .batchSize(32)
            .order(SHUFFLED)
            .epochs(3)
            .build();

    @TempDir
    private Path run;

    @ParameterizedTest
    @ValueSource(strings = {"arrays.bin", "state.json", "epochs.csv", "steps.csv", "SHA256SUMS"})
    void aFileOfACheckpoint(String name) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> arrays = arrays(manager);
            byte[] original = checkpoint(arrays, name);
            Fuzz.read(
                    "checkpoint " + name,
                    RunException.class,
                    bytes -> {
                        Files.write(run.resolve("checkpoint").resolve(name), bytes);
                        resume(arrays);
                    },
                    original);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays.bin", "state.json", "epochs.csv"})
    void aFileOfACheckpointWhoseHashIsRight(String name) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> arrays = arrays(manager);
            byte[] original = checkpoint(arrays, name);
            Path folder = run.resolve("checkpoint");
            String sums = Files.readString(folder.resolve("SHA256SUMS"));
            Fuzz.read(
                    "checkpoint " + name + " with its hash",
                    RunException.class,
                    bytes -> {
                        Files.write(folder.resolve(name), bytes);
                        Files.writeString(
                                folder.resolve("SHA256SUMS"), sums.replace(Sha256.of(original), Sha256.of(bytes)));
                        resume(arrays);
                    },
                    original);
        }
    }

    private void resume(List<NDArray> arrays) {
        Checkpoint checkpoint = Checkpoint.read(folder()).orElseThrow();
        checkpoint.requireOf(PERCEPTRON, 7);
        Checkpoint.restore(folder(), arrays);
    }

    private static List<NDArray> arrays(NDManager manager) {
        return List.of(manager.ones(new Shape(4, 5)), manager.zeros(new Shape(3)));
    }

    private RunFolder folder() {
        return RunFolder.open(run);
    }

    private byte[] checkpoint(List<NDArray> arrays, String name) throws Exception {
        Files.writeString(run.resolve("experiment.json"), "{}");
        Scores scores = new Scores(2.3, OptionalDouble.of(0.1));
        EpochRow row = new EpochRow(1, 0.1, scores, Optional.empty(), scores, 5.5, 0.01);
        folder().startTables();
        folder().append(row);
        folder().appendLosses(1, new float[] {2.3f, 2.2f}, 1);
        new Checkpoint(Checkpoint.FORMAT, 7, 1, 2, Optional.of(row)).write(folder(), arrays);
        return Files.readAllBytes(run.resolve("checkpoint").resolve(name));
    }
}
