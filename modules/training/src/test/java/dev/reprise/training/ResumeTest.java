package dev.reprise.training;

import static dev.reprise.net.Layer.batchNorm;
import static dev.reprise.net.Layer.conv;
import static dev.reprise.net.Layer.dropout;
import static dev.reprise.net.Layer.flatten;
import static dev.reprise.net.Layer.linear;
import static dev.reprise.net.Layer.maxPool;
import static dev.reprise.net.Layer.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.net.Json;
import dev.reprise.net.Sha256;
import dev.reprise.training.update.GradientClipping;
import dev.reprise.training.update.Schedule;
import dev.reprise.training.update.Span;
import dev.reprise.training.update.UpdateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs that are interrupted in their second epoch, with a checkpoint of the first. */
class ResumeTest {
    private static final Experiment PERCEPTRON = RunTest.PERCEPTRON.withEpochs(2);

    @TempDir
    private static Path shared;

    private static Path whole;
    private static Path begun;

    @TempDir
    private Path out;

    @BeforeAll
    static void runOnceToTheEndAndOnceNot() {
        whole = Run.run(PERCEPTRON, Overrides.none(), options(shared), new Silent(), () -> false)
                .folder();
        begun = interrupted(PERCEPTRON, Overrides.none(), shared);
    }

    static Stream<Experiment> experimentsThatAreInterrupted() {
        ExperimentBuilder convolving = PERCEPTRON
                .withNet(conv(4, 5), batchNorm(0.1, 1e-5), relu(), maxPool(4), flatten(), dropout(0.3), linear(10))
                .withSchedule(Schedule.warmUp(Span.steps(40), Schedule.cosine(Span.epochs(2), 0.1)))
                .toBuilder();
        return Stream.of(
                PERCEPTRON, // dropout and Adam
                PERCEPTRON.toBuilder()
                        .keepBestOnLast(2000)
                        .updateRule(UpdateRule.adadelta(1.0, 0.9, 1e-6))
                        .schedule(Schedule.factorPerEpoch(0.5))
                        .build(),
                // the first epoch is the best, and the checkpoint keeps its parameters
                PERCEPTRON.toBuilder()
                        .keepBestOnLast(2000)
                        .updateRule(UpdateRule.sgd(0.05))
                        .schedule(Schedule.factorPerEpoch(400))
                        .build(),
                PERCEPTRON.toBuilder()
                        .batchSize(32, Order.WITH_REPLACEMENT)
                        .updateRule(UpdateRule.sgd(0.1).withMomentum(0.9))
                        .build(),
                convolving
                        .updateRule(UpdateRule.adamW(0.002, 0.9, 0.999, 1e-8).withWeightDecay(0.1))
                        .clipping(GradientClipping.byNorm(1))
                        .build(),
                convolving.updateRule(UpdateRule.rmsProp(0.001, 0.99, 1e-8)).build(),
                PERCEPTRON.withUpdateRule(UpdateRule.adagrad(0.01, 1e-10)));
    }

    @ParameterizedTest
    @MethodSource("experimentsThatAreInterrupted")
    void resumedRunEndsBitForBitWhereTheUninterruptedOneDoes(Experiment experiment) throws IOException {
        Path uninterrupted = Run.run(experiment, Overrides.none(), options(out), new Silent(), () -> false)
                .folder();
        Path folder = interrupted(experiment, Overrides.none(), out);

        assertThat(resume(experiment, folder).folder()).isEqualTo(folder);

        assertSame(folder, uninterrupted);
    }

    @Test
    void goesOnAfterAKillThatLeftOnlyTheCheckpointBefore() throws IOException {
        Path folder = interrupted();
        Files.move(folder.resolve("checkpoint"), folder.resolve("checkpoint.before"));
        Files.createDirectories(folder.resolve(".checkpoint.1.part"));
        Files.writeString(folder.resolve(".checkpoint.1.part/arrays.bin"), "half of it");
        Files.writeString(folder.resolve("epochs.csv"), "1,0.0");

        resume(PERCEPTRON, folder);

        assertSame(folder, whole);
    }

    @Test
    void goesOnFromTheBeginningWhereNoEpochWasOver() throws IOException {
        Path folder = interrupted();
        Checkpoint.remove(folder);

        resume(PERCEPTRON, folder);

        assertSame(folder, whole);
    }

    @Test
    void refusesAFinishedRun() throws IOException {
        assertThatThrownBy(() -> resume(PERCEPTRON, whole))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is finished");
        Path finished = copy(whole);
        assertThat(RunFolder.newestUnfinished(out, "perceptron")).isEmpty();
        Path folder = interrupted();
        assertThat(folder).isNotEqualTo(finished);
        assertThat(RunFolder.newestUnfinished(out, "perceptron")).contains(folder);
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
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("checkpoint is damaged");
    }

    @Test
    void refusesAFolderThatAnotherRunIsWriting() throws IOException {
        Path folder = interrupted();
        try (RunLock lock = new RunLock()) {
            lock.take(folder);
            assertThatThrownBy(() -> resume(PERCEPTRON, folder))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("is being written by a run that is not over");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/provenance/pytorch, 1.0, PyTorch: 1.0 → ",
        "/provenance/djl, 0.1, DJL: 0.1 → ",
        "/provenance/reprise, 0.0, Reprise: 0.0 → ",
        "/provenance/sha256/made-up, 00, data: "
    })
    void refusesWhereWhatItStandsOnChanged(String place, String other, String difference) throws IOException {
        Path folder = interrupted();
        Path file = folder.resolve("experiment.json");
        JsonNode record = Json.MAPPER.readTree(Files.readString(file));
        int end = place.lastIndexOf('/');
        record.withObject(place.substring(0, end)).put(place.substring(end + 1), other);
        Files.writeString(file, record.toString());
        assertThatThrownBy(() -> resume(PERCEPTRON, folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(difference)
                .hasMessageContaining("--force");
    }

    @Test
    void refusesAnExperimentThatChangedAndNumbersThatAreNew() throws IOException {
        Path folder = interrupted();
        assertThatThrownBy(() -> resume(PERCEPTRON.withBatchSize(64), folder))
                .hasMessageContaining("there changed batchSize: 32 → 64; begin");
        assertThatThrownBy(() -> resume(PERCEPTRON.withUpdateRule(UpdateRule.sgd(1)), folder))
                .hasMessageContaining("updateRule.type: \"adam\" → \"sgd\"");
        assertThatThrownBy(() ->
                        Run.resume(PERCEPTRON, asking(folder, epochs(5), OptionalInt.of(2)), new Silent(), () -> false))
                .hasMessageContaining("there changed epochs: 2 → 5; threads: 1 → 2; begin");
    }

    @Test
    void anOverriddenRunGoesOnByTheSameCommandWithOrWithoutItsNumbers() throws IOException {
        Path uninterrupted = Run.run(PERCEPTRON, epochs(3), options(out), new Silent(), () -> false)
                .folder();
        Path folder = interrupted(PERCEPTRON, epochs(3), out);
        Path other = interrupted(PERCEPTRON, epochs(3), out);

        resume(PERCEPTRON, folder);
        Run.resume(PERCEPTRON, asking(other, epochs(3), OptionalInt.empty()), new Silent(), () -> false);

        assertSame(folder, uninterrupted);
        assertSame(other, uninterrupted);
    }

    @Test
    void goesOnByForceAndMarksTheRun() throws IOException {
        Path folder = interrupted();
        Resumption refused = asking(folder, epochs(3), OptionalInt.of(2));
        Resumption forced = new Resumption(
                folder,
                refused.overrides(),
                refused.data(),
                refused.limit(),
                refused.seed(),
                refused.device(),
                refused.threads(),
                OnChange.FORCE);

        Run.resume(PERCEPTRON, forced, new Silent(), () -> false);

        JsonNode record = Json.MAPPER.readTree(Files.readString(folder.resolve("experiment.json")));
        assertThat(record.at("/overridden/resumed by force").asString())
                .isEqualTo("from epoch 2 on: epochs: 2 → 3; threads: 1 → 2");
        assertThat(Files.readAllLines(folder.resolve("epochs.csv"))).hasSize(4);
    }

    @Test
    void whatDivergesKeepsItsLastCheckpointAndSaysHowToGoOnFromIt() throws IOException {
        Experiment wild = PERCEPTRON.toBuilder()
                .updateRule(UpdateRule.sgd(0.01))
                .schedule(Schedule.factorPerEpoch(1e30))
                .build();
        assertThatThrownBy(() -> Run.run(wild, Overrides.none(), options(out), sleepingOnce(), () -> false))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("of epoch 2 (learning rate 1.0E28; last finite losses ")
                .hasMessageContaining("the checkpoint of epoch 1 is kept");
        Path folder = RunFolder.newestUnfinished(out, "perceptron").orElseThrow();
        assertThat(Checkpoint.read(folder).orElseThrow().epoch()).isEqualTo(1);
        assertThat(folder.resolve("model")).doesNotExist();
    }

    /** A copy of the run that was begun. */
    private Path interrupted() throws IOException {
        return copy(begun);
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
        AtomicBoolean secondEpoch = new AtomicBoolean();
        Progress progress = new Progress() {
            @Override
            public void step(int epoch, long done, long total) {
                secondEpoch.set(epoch == 2 && done == total / 2);
            }

            @Override
            public void epoch(EpochRow row, int epochs) {
                sleepingOnce().epoch(row, epochs);
            }
        };
        RunOutcome outcome = Run.run(experiment, overrides, options(out), progress, secondEpoch::get);
        assertThat(outcome.scores()).isEmpty();
        assertThat(outcome.folder().resolve("checkpoint")).isDirectory();
        return outcome.folder();
    }

    /** A first epoch that lasts long enough for a checkpoint. */
    private static Progress sleepingOnce() {
        return new Progress() {
            @Override
            public void epoch(EpochRow row, int epochs) {
                try {
                    Thread.sleep(row.epoch() == 1 ? 2100 : 0);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static RunOutcome resume(Experiment experiment, Path folder) {
        return Run.resume(experiment, Resumption.of(folder, Optional.empty()), new Silent(), () -> false);
    }

    private static Resumption asking(Path folder, Overrides overrides, OptionalInt threads) {
        return new Resumption(
                folder,
                overrides,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                threads,
                OnChange.REFUSE);
    }

    private static Overrides epochs(int epochs) {
        return new Overrides(
                Optional.empty(),
                OptionalInt.of(epochs),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static RunOptions options(Path out) {
        return new RunOptions(Optional.empty(), OptionalInt.of(1000), 7, "cpu", OptionalInt.of(1), out);
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
                            "epochs.csv", "experiment.json", "model", "predictions.csv", "result.json", "steps.csv");
        }
    }

    private static List<String> withoutSeconds(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("epochs.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }
}
