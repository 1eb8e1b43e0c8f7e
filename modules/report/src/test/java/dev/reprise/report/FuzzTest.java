package dev.reprise.report;

import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RecordedSweep;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunStore;
import dev.reprise.testkit.Fuzz;
import dev.reprise.testkit.OldRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated files of a run or sweep are reported on, or refused by {@link RunException}, never anything else. */
class FuzzTest {
    @TempDir
    private Path out;

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "experiment.json", "epochs.csv", "steps.csv", "predictions.csv"})
    void aFileOfARun(String name) throws Exception {
        Path folder = SyntheticRun.of("a-net", 7).epochs(3).writeInto(out);
        Fuzz.read(
                "report " + name,
                RunException.class,
                bytes -> {
                    Files.write(folder.resolve(name), bytes);
                    RecordedRun run = RecordedRun.read(folder);
                    List<String> missing = new ArrayList<>();
                    run.steps(missing);
                    run.predictions(missing).ifPresent(predictions -> predictions.confusion());
                    ResultsTable.of(List.of(run)).markdown();
                    ClaimsTable.of(List.of(run)).text().markdown();
                    Comparison.of(List.of(run)).table().markdown();
                    ChecksTable.of(new RunStore(out)).text().markdown();
                },
                Files.readAllBytes(folder.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep.json", "sweep.csv"})
    void aFileOfASweep(String name) throws Exception {
        OldRuns old = OldRuns.copyTo(out);
        Path folder = old.sweep("weight-decay-concise-3");
        RunStore store = new RunStore(old.out());
        Fuzz.read(
                "report " + name,
                RunException.class,
                bytes -> {
                    Files.write(folder.resolve(name), bytes);
                    RecordedSweep sweep = RecordedSweep.read(folder);
                    sweep.varied();
                    sweep.values();
                    TrialsTable.of(store).text().markdown();
                },
                Files.readAllBytes(folder.resolve(name)));
    }
}
