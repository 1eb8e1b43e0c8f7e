package dev.reprise.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Provenance;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.Scores;
import dev.reprise.results.store.RunFolder;
import dev.reprise.testkit.Fuzz;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.optimizer.Schedule;
import dev.reprise.training.optimizer.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated files of a run are gone on from, or refused by {@link UsageException}, never anything else. */
class FuzzTest {
    @TempDir
    private Path run;

    @Test
    void experimentJson() throws Exception {
        Experiment experiment = RunTest.PERCEPTRON.withSchedule(Schedule.warmUp(Span.steps(3), Schedule.constant()));
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                experiment,
                Map.of("features", "4"),
                Map.of("epochs", "1 → 2"),
                OptionalInt.of(10),
                true,
                new Provenance(1, "d", Map.of("f", "00"), "1", "c", "2", "3", "", "17", "Linux", 2, "cpu", 1));
        Fuzz.read(
                "experiment.json",
                UsageException.class,
                bytes -> {
                    Files.write(run.resolve("experiment.json"), bytes);
                    RunFolder.of(run).unfinished();
                },
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
    }

    /** Whatever it holds, it says finished or it does not. */
    @Test
    void resultJson() throws Exception {
        RunResult result = RunResult.unfinished(RunTest.PERCEPTRON, 1, RunResult.Status.INTERRUPTED);
        Path folder = Files.createDirectories(run.resolve("perceptron/1"));
        Files.writeString(folder.resolve("experiment.json"), "{}");
        Fuzz.read(
                "result.json of an unfinished run",
                UsageException.class,
                bytes -> {
                    Files.write(folder.resolve("result.json"), bytes);
                    RunFolder.newestUnfinished(run, "perceptron")
                            .ifPresent(found -> assertThat(found).isEqualTo(folder));
                },
                Json.MAPPER.writeValueAsBytes(result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays.bin", "state.json", "epochs.csv", "steps.csv", "SHA256SUMS"})
    void aFileOfACheckpoint(String name) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> arrays = arrays(manager);
            byte[] original = checkpoint(arrays, name);
            Fuzz.read(
                    "checkpoint " + name,
                    UsageException.class,
                    bytes -> {
                        Files.write(run.resolve("checkpoint").resolve(name), bytes);
                        goOn(arrays);
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
                    UsageException.class,
                    bytes -> {
                        Files.write(folder.resolve(name), bytes);
                        Files.writeString(
                                folder.resolve("SHA256SUMS"), sums.replace(Sha256.of(original), Sha256.of(bytes)));
                        goOn(arrays);
                    },
                    original);
        }
    }

    private void goOn(List<NDArray> arrays) {
        Checkpoint checkpoint = Checkpoint.read(run).orElseThrow();
        checkpoint.requireOf(RunTest.PERCEPTRON, 7);
        Checkpoint.restore(run, arrays);
    }

    private static List<NDArray> arrays(NDManager manager) {
        return List.of(manager.ones(new Shape(4, 5)), manager.zeros(new Shape(3)));
    }

    private byte[] checkpoint(List<NDArray> arrays, String name) throws Exception {
        Files.writeString(run.resolve("epochs.csv"), EpochRow.HEADER + "\n1,0.1,2.3,0.1,,,2.3,0.1,5.5,0.010\n");
        Files.writeString(run.resolve("steps.csv"), "iteration,loss\n1,2.3\n2,2.2\n");
        Scores scores = new Scores(2.3, OptionalDouble.of(0.1));
        EpochRow row = new EpochRow(1, 0.1, scores, Optional.empty(), scores, 5.5, 0.01);
        new Checkpoint(Checkpoint.FORMAT, 7, 1, 2, Optional.of(row)).write(run, arrays);
        return Files.readAllBytes(run.resolve("checkpoint").resolve(name));
    }
}
