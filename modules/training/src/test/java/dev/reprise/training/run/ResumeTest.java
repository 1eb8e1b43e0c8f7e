package dev.reprise.training.run;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.files.Durable;
import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.results.Claim;
import dev.reprise.results.Measure;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunLock;
import dev.reprise.results.store.RunStore;
import dev.reprise.testkit.SpecialFiles;
import dev.reprise.training.control.OnChange;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.control.SilentProgress;
import dev.reprise.training.experiment.Expectation;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ExperimentBuilder;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Setting;
import dev.reprise.training.experiment.Vocabulary;
import dev.reprise.training.loop.Checkpoint;
import dev.reprise.training.loop.DivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs that are interrupted in their second epoch, with a checkpoint of the first. */
class ResumeTest {
    private static final Experiment PERCEPTRON =
            RunTest.PERCEPTRON.toBuilder().epochs(2).build();

    @TempDir
    private static Path shared;

    private static Path whole;
    private static Path started;

    @TempDir
    private Path out;

    @BeforeAll
    static void runOnceToTheEndAndOnceNot() {
        whole = Run.run(PERCEPTRON, request(Overrides.none(), shared), new SilentProgress(), () -> false)
                .folder();
        started = interrupted(PERCEPTRON, Overrides.none(), shared);
    }

    static Stream<Experiment> experimentsThatAreInterrupted() {
        ExperimentBuilder convolving = PERCEPTRON.toBuilder()
                .net(conv(4, 5), batchNorm(0.1, 1e-5), relu(), maxPool(4), flatten(), dropout(0.3), linear(10))
                .schedule(warmUp(steps(40), cosine(Vocabulary.epochs(2), 0.1)));
        return Stream.of(
                PERCEPTRON, // dropout and Adam
                PERCEPTRON.toBuilder()
                        .keepBestOnLast(2000)
                        .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
                        .schedule(factorPerEpoch(0.5))
                        .build(),
                // the first epoch is the best, and the checkpoint keeps its parameters
                PERCEPTRON.toBuilder()
                        .keepBestOnLast(2000)
                        .optimizer(sgd(0.05))
                        .schedule(factorPerEpoch(400))
                        .build(),
                PERCEPTRON.toBuilder()
                        .batchSize(32)
                        .order(WITH_REPLACEMENT)
                        .optimizer(sgd(0.1).momentum(0.9))
                        .build(),
                convolving
                        .optimizer(adamW(0.002).betas(0.9, 0.999).epsilon(1e-8).weightDecay(0.1))
                        .clipping(clipByNorm(1))
                        .build(),
                convolving.optimizer(rmsProp(0.001).alpha(0.99).epsilon(1e-8)).build(),
                PERCEPTRON.toBuilder().optimizer(adagrad(0.01).epsilon(1e-10)).build());
    }

    @ParameterizedTest
    @MethodSource("experimentsThatAreInterrupted")
    void resumedRunEndsBitForBitWhereTheUninterruptedOneDoes(Experiment experiment) throws IOException {
        Path uninterrupted = Run.run(experiment, request(Overrides.none(), out), new SilentProgress(), () -> false)
                .folder();
        Path folder = interrupted(experiment, Overrides.none(), out);

        assertThat(resume(experiment, folder).folder()).isEqualTo(folder);

        assertSame(folder, uninterrupted);
    }

    @Test
    void resumesAfterAKillThatLeftOnlyThePreviousCheckpoint() throws IOException {
        Path folder = interrupted();
        Files.move(folder.resolve("checkpoint"), folder.resolve("checkpoint.before"));
        Files.createDirectories(folder.resolve(".checkpoint.1.part"));
        Files.writeString(folder.resolve(".checkpoint.1.part/arrays.bin"), "half of it");
        Files.writeString(folder.resolve("epochs.csv"), "1,0.0");

        resume(PERCEPTRON, folder);

        assertSame(folder, whole);
    }

    @Test
    void startsAgainWhereNoEpochWasCompleted() throws IOException {
        Path folder = interrupted();
        Durable.delete(folder.resolve("checkpoint"));

        resume(PERCEPTRON, folder);

        assertSame(folder, whole);
    }

    @Test
    void refusesAFinishedRun() throws IOException {
        assertThatThrownBy(() -> resume(PERCEPTRON, whole))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("is finished");
        Path finished = copy(whole);
        assertThat(new RunStore(out).newestUnfinished("perceptron")).isEmpty();
        Path folder = interrupted();
        assertThat(folder).isNotEqualTo(finished);
        assertThat(new RunStore(out).newestUnfinished("perceptron").map(RunFolder::path))
                .contains(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays.bin", "state.json", "epochs.csv", "steps.csv", "SHA256SUMS"})
    void refusesACheckpointWithOneBitChanged(String name) throws IOException {
        Path folder = interrupted();
        Path file = folder.resolve("checkpoint").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> resume(PERCEPTRON, folder))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("checkpoint is damaged");
    }

    @Test
    @Timeout(60)
    void refusesACheckpointWithAPipe() throws IOException {
        Path folder = interrupted();
        SpecialFiles.pipe(folder.resolve("checkpoint").resolve("arrays.bin"));
        assertThatThrownBy(() -> resume(PERCEPTRON, folder))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("checkpoint is damaged: arrays.bin is no regular file; start a new run");
    }

    @Test
    void refusesAFolderThatAnotherRunIsWriting() throws IOException {
        Path folder = interrupted();
        try (RunLock lock = RunFolder.open(folder).lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> resume(PERCEPTRON, folder))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("is in use by a run that has not ended");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/provenance/pytorch, 1.0, PyTorch: 1.0 → ",
        "/provenance/djl, 0.1, DJL: 0.1 → ",
        "/provenance/reprise, 0.0, Reprise: 0.0 → ",
        "/provenance/sha256/synthetic-digits, 00, data: "
    })
    void refusesWhereDataOrEnvironmentChanged(String place, String other, String difference) throws IOException {
        Path folder = interrupted();
        Path file = folder.resolve("experiment.json");
        JsonNode record = Json.MAPPER.readTree(Files.readString(file));
        int end = place.lastIndexOf('/');
        record.withObject(place.substring(0, end)).put(place.substring(end + 1), other);
        Files.writeString(file, record.toString());
        assertThatThrownBy(() -> resume(PERCEPTRON, folder))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(difference)
                .hasMessageContaining("--force");
    }

    @Test
    void refusesAChangedExperimentAndNewOverrides() throws IOException {
        Path folder = interrupted();
        assertThatThrownBy(() -> resume(PERCEPTRON.toBuilder().batchSize(64).build(), folder))
                .hasMessageContaining("cannot resume: training.batchSize: 32 → 64 changed since the run started");
        assertThatThrownBy(() -> resume(PERCEPTRON.toBuilder().optimizer(sgd(1)).build(), folder))
                .hasMessageContaining("training.optimizer.type: \"adam\" → \"sgd\"");
        assertThatThrownBy(() -> resume(PERCEPTRON, folder, asking(epochs(5), OptionalInt.of(2), OnChange.REFUSE)))
                .hasMessageContaining("cannot resume: epochs: 2 → 5; threads: 1 → 2 changed since the run started");
    }

    @Test
    void theRecordedLayoutIsKeptAndNoOtherIsTaken() throws IOException {
        Experiment convolving = PERCEPTRON.toBuilder()
                .net(conv(4, 5), relu(), maxPool(4), flatten(), linear(10))
                .build();
        Request contiguous = request(Overrides.none(), out);
        contiguous = contiguous.withOptions(withLayout(contiguous.options(), WeightLayout.CONTIGUOUS));
        Path uninterrupted = Run.run(convolving, contiguous, new SilentProgress(), () -> false)
                .folder();
        Path folder = interrupted(convolving, contiguous);
        Request asking = asking(Overrides.none(), OptionalInt.empty(), OnChange.REFUSE);
        Request other = asking.withOptions(withLayout(asking.options(), WeightLayout.CHANNELS_LAST));

        assertThatThrownBy(() -> resume(convolving, folder, other))
                .hasMessageContaining("cannot resume: layout: contiguous → channels-last changed");
        resume(convolving, folder, asking);

        assertSame(folder, uninterrupted);
        assertThat(Json.MAPPER
                        .readTree(folder.resolve("experiment.json"))
                        .at("/provenance/layout")
                        .asString())
                .isEqualTo("contiguous");
    }

    private static RunOptions withLayout(RunOptions options, WeightLayout layout) {
        return new RunOptions(
                options.data(),
                options.limit(),
                options.seed(),
                options.device(),
                options.threads(),
                options.out(),
                Optional.of(layout));
    }

    @Test
    void editingWhatTheTextPublishesDoesNotStopAResumption() throws IOException {
        Path folder = interrupted();
        Experiment edited = PERCEPTRON
                .variant("perceptron", "something else")
                .text("none", "another section")
                .publishes(published(Measure.TEST_ACCURACY, 0.8).within(0.2, "a wider tolerance"))
                .expect(new Expectation.RisesAgain(Measure.TRAIN_LOSS, 0.1))
                .claim(new Claim(Measure.TEST_ACCURACY, Claim.Relation.ABOVE, "another"))
                .build();

        resume(edited, folder);

        assertSame(folder, whole);
    }

    @Test
    void anOverriddenRunIsResumedByTheSameCommandWithOrWithoutItsValues() throws IOException {
        Path uninterrupted = Run.run(PERCEPTRON, request(epochs(3), out), new SilentProgress(), () -> false)
                .folder();
        Path folder = interrupted(PERCEPTRON, epochs(3), out);
        Path other = interrupted(PERCEPTRON, epochs(3), out);

        resume(PERCEPTRON, folder);
        resume(PERCEPTRON, other, asking(epochs(3), OptionalInt.empty(), OnChange.REFUSE));

        assertSame(folder, uninterrupted);
        assertSame(other, uninterrupted);
    }

    @Test
    void resumesByForceAndMarksTheRun() throws IOException {
        Path folder = interrupted();
        resume(PERCEPTRON, folder, asking(epochs(3), OptionalInt.of(2), OnChange.FORCE));

        JsonNode record = Json.MAPPER.readTree(Files.readString(folder.resolve("experiment.json")));
        assertThat(record.at("/overridden/resumed by force").asString())
                .isEqualTo("from epoch 2: epochs: 2 → 3; threads: 1 → 2");
        assertThat(Files.readAllLines(folder.resolve("epochs.csv"))).hasSize(4);
    }

    @Test
    void aDivergedRunKeepsItsLastCheckpointAndSaysHowToResumeFromIt() throws IOException {
        Experiment wild = PERCEPTRON.toBuilder()
                .optimizer(sgd(0.01))
                .schedule(factorPerEpoch(1e30))
                .build();
        assertThatThrownBy(() -> Run.run(wild, request(Overrides.none(), out), new SilentProgress(), () -> false))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("of epoch 2 (learning rate 1e28; last finite losses ")
                .hasMessageContaining("the checkpoint of epoch 1 is kept");
        RunFolder folder = new RunStore(out).newestUnfinished("perceptron").orElseThrow();
        assertThat(Checkpoint.read(folder).orElseThrow().epoch()).isEqualTo(1);
        assertThat(folder.model()).doesNotExist();
    }

    /** A copy of the run that was started. */
    private Path interrupted() throws IOException {
        return copy(started);
    }

    private Path copy(Path run) throws IOException {
        Path copy = out.resolve("perceptron").resolve(run.getFileName());
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(run.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return copy;
    }

    private static Path interrupted(Experiment experiment, Overrides overrides, Path out) {
        return interrupted(experiment, request(overrides, out));
    }

    private static Path interrupted(Experiment experiment, Request request) {
        AtomicBoolean secondEpoch = new AtomicBoolean();
        Progress progress = new Progress() {
            @Override
            public void step(int epoch, long done, long total) {
                secondEpoch.set(epoch == 2);
            }
        };
        RunOutcome outcome = Run.run(experiment, request, progress, secondEpoch::get);
        assertThat(outcome.scores()).isEmpty();
        assertThat(outcome.folder().resolve("checkpoint")).isDirectory();
        return outcome.folder();
    }

    private static RunOutcome resume(Experiment experiment, Path folder) {
        return resume(experiment, folder, asking(Overrides.none(), OptionalInt.empty(), OnChange.REFUSE));
    }

    private static RunOutcome resume(Experiment experiment, Path folder, Request request) {
        return Run.resume(experiment, RunFolder.open(folder), request, new SilentProgress(), () -> false);
    }

    private static Request asking(Overrides overrides, OptionalInt threads, OnChange onChange) {
        RunOptions options = new RunOptions(Optional.empty(), OptionalInt.empty(), 1, "auto", threads, shared);
        return Request.of(overrides, options)
                .withGiven(new Request.Given(OptionalLong.empty(), Optional.empty(), onChange));
    }

    private static Request request(Overrides overrides, Path out) {
        return Request.of(
                overrides, new RunOptions(Optional.empty(), OptionalInt.of(1000), 7, "cpu", OptionalInt.of(1), out));
    }

    private static Overrides epochs(int epochs) {
        return Overrides.none().with(Setting.EPOCHS, epochs);
    }

    private static void assertSame(Path folder, Path whole) throws IOException {
        String params = "model/perceptron-0000.params";
        assertThat(Sha256.of(folder.resolve(params))).isEqualTo(Sha256.of(whole.resolve(params)));
        assertThat(withoutSeconds(folder)).isEqualTo(withoutSeconds(whole));
        for (String name : List.of("steps.csv", "predictions.csv")) {
            assertThat(folder.resolve(name)).hasSameTextualContentAs(whole.resolve(name));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "MODEL.md",
                            "epochs.csv",
                            "experiment.json",
                            "model",
                            "predictions.csv",
                            "result.json",
                            "steps.csv");
        }
    }

    private static List<String> withoutSeconds(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("epochs.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }
}
