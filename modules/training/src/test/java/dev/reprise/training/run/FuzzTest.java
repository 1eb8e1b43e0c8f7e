package dev.reprise.training.run;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.files.Json;
import dev.reprise.results.Provenance;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunStore;
import dev.reprise.testkit.Fuzz;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutated records of a run are resumed, or refused by {@link RunException}, never anything else. */
class FuzzTest {
    @TempDir
    private Path run;

    @Test
    void experimentJson() throws Exception {
        Experiment experiment = RunTest.PERCEPTRON.toBuilder()
                .schedule(warmUp(steps(3), constantRate()))
                .build();
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                Json.MAPPER.valueToTree(experiment),
                Map.of("features", "4"),
                Map.of("epochs", "1 → 2"),
                OptionalInt.of(10),
                true,
                new Provenance(1, "d", Map.of("f", "00"), "1", "c", "2", "3", "", "17", "Linux", 2, "cpu", 1, ""));
        Request request = Request.of(
                Overrides.none(),
                new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "cpu", OptionalInt.empty(), run));
        Fuzz.read(
                "experiment.json",
                RunException.class,
                bytes -> {
                    Files.write(run.resolve("experiment.json"), bytes);
                    new Resumption(RunFolder.open(run), request).options();
                },
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
    }

    /** Whatever it holds, it says finished or it does not. */
    @Test
    void resultJson() throws Exception {
        RunResult result = RunResult.unfinished("perceptron", 1, 3, RunStatus.INTERRUPTED);
        Path folder = Files.createDirectories(run.resolve("perceptron/1"));
        Files.writeString(folder.resolve("experiment.json"), "{}");
        Fuzz.read(
                "result.json of an unfinished run",
                RunException.class,
                bytes -> {
                    Files.write(folder.resolve("result.json"), bytes);
                    new RunStore(run)
                            .newestUnfinished("perceptron")
                            .ifPresent(found -> assertThat(found.path()).isEqualTo(folder));
                },
                Json.MAPPER.writeValueAsBytes(result));
    }
}
