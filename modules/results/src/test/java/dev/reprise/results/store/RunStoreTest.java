package dev.reprise.results.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.results.SweepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
    @TempDir
    private Path out;

    private RunStore store;

    @BeforeEach
    void store() {
        store = new RunStore(out);
    }

    @Test
    void runsThatStartInTheSameSecondGetFoldersOfTheirOwn() {
        RunFolder first = store.create("a-net", 1);
        RunFolder second = store.create("a-net", 1);
        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(first.path().getParent()).isEqualTo(out.resolve("a-net"));
        assertThat(first.path().getFileName().toString()).matches("\\d{8}-\\d{6}-seed1(-2)?");
    }

    @Test
    void anExperimentsNameIsItsNewestFinishedRun() throws IOException {
        SampleRun.write(store, "a-net", 1);
        RunFolder newest = SampleRun.write(store, "a-net", 2);
        SampleRun.unfinished(store, "a-net", 3);
        assertThat(store.find("a-net")).isEqualTo(newest.path());
    }

    @Test
    void anExperimentWithoutAFinishedRunIsItsNewestRun() {
        SampleRun.unfinished(store, "a-net", 1);
        RunFolder newest = SampleRun.unfinished(store, "a-net", 2);
        assertThat(store.find("a-net")).isEqualTo(newest.path());
        assertThat(store.newestUnfinished("a-net").orElseThrow().path()).isEqualTo(newest.path());
    }

    @Test
    void aPathIsARunOrASweepOrTheModelOfARun() throws IOException {
        RunFolder run = SampleRun.write(store, "a-net", 1);
        SweepFolder sweep = store.createSweep(SweepRecord.running("a-net", "k", 1, 1, 1), Set.of());
        Files.writeString(Files.createDirectories(run.model()).resolve("net.json"), "{}");
        assertThat(store.find(run.path().toString())).isEqualTo(run.path());
        assertThat(store.find(sweep.path().toString())).isEqualTo(sweep.path());
        assertThat(store.find(run.model().toString())).isEqualTo(run.path().toAbsolutePath());
    }

    @Test
    void aNameWithoutRunsIsRefusedWithTheNearestOnes() {
        SampleRun.write(store, "a-net", 1);
        assertThatThrownBy(() -> store.find("b-net"))
                .isInstanceOf(RunException.class)
                .hasMessage("not a run folder: b-net (expected the folder of a run or sweep, or the name of an"
                        + " experiment with runs in " + out + ": did you mean a-net?)");
        assertThatThrownBy(() -> new RunStore(out.resolve("nowhere")).find("b-net"))
                .hasMessageContaining("it has none");
        assertThatThrownBy(() -> store.find("a\0b"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("not a path");
    }

    @Test
    void aFolderThatIsNotThereHasNoExperiments() {
        assertThatThrownBy(() -> new RunStore(out.resolve("nowhere")).experiments())
                .isInstanceOf(RunException.class)
                .hasMessage(out.resolve("nowhere")
                        + ": no such folder (expected one that holds runs; --out names another)");
    }

    @Test
    void onlyFoldersWithRunsOrSweepsAreExperiments() throws IOException {
        SampleRun.write(store, "b-net", 1);
        store.createSweep(SweepRecord.running("a-sweep", "k", 1, 1, 1), Set.of());
        BatchFolder.create(store, "a-sweep b-net");
        Files.createDirectories(out.resolve("empty"));
        assertThat(store.experiments()).containsExactly("a-sweep", "b-net");
        assertThat(store.runs()).hasSize(1);
    }

    @Test
    void aNetIsThatOfTheNewestFinishedRunThatHasOne() throws IOException {
        RunFolder trained = SampleRun.write(store, "a-net", 1);
        Files.writeString(Files.createDirectories(trained.model()).resolve("net.json"), "{}");
        SampleRun.write(store, "a-net", 2); // without a net
        RunFolder unfinished = SampleRun.unfinished(store, "a-net", 3);
        Files.writeString(Files.createDirectories(unfinished.model()).resolve("net.json"), "{}");
        assertThat(store.findNet("a-net")).isEqualTo(trained.path());
        assertThat(store.findNet(trained.path().toString())).isEqualTo(trained.path());
        assertThat(store.findNet(unfinished.model().toString())).isEqualTo(unfinished.model());
        assertThatThrownBy(() -> store.findNet(unfinished.path().toString()))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("is a run that has not finished: resume it with run --resume");
        assertThatThrownBy(() -> store.findNet("a-nett")).hasMessageContaining("did you mean a-net?");
    }

    @Test
    void anImportedNetIsFoundByItsName() throws IOException {
        Path imported = store.out().resolve("imported");
        Files.writeString(Files.createDirectories(imported.resolve("model")).resolve("net.json"), "{}");
        assertThat(store.findNet("imported")).isEqualTo(imported);
    }

    @Test
    void theNewestUnfinishedSweepIsFoundByItsKey() {
        SweepFolder sweep = store.createSweep(SweepRecord.running("a-net", "k", 1, 1, 1), Set.of());
        assertThat(store.newestUnfinishedSweep("a-net", "k")).contains(sweep);
        assertThat(store.newestUnfinishedSweep("a-net", "other")).isEmpty();
    }

    @Test
    void aSecondProcessDoesNotGetALockedFolder() {
        RunFolder run = SampleRun.unfinished(store, "a-net", 1);
        try (RunLock held = run.lock()) {
            assertThat(held).isNotNull();
            assertThatThrownBy(run::lock)
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("is in use by a run that has not ended");
        }
        run.lock().close();
    }

    @Test
    void aFinishedRunIsNotResumed() {
        RunFolder finished = SampleRun.write(store, "a-net", 1);
        assertThatThrownBy(finished::requireUnfinished)
                .isInstanceOf(RunException.class)
                .hasMessageEndingWith("is finished; name a run that is not");
    }
}
