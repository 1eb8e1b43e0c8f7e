package dev.reprise.training.run;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.reprise.files.Json;
import dev.reprise.files.Sha256;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.results.Measure;
import dev.reprise.results.Numbers;
import dev.reprise.results.RunResult;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.control.SilentProgress;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Rows;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.DivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunTest {
    static final Experiment PERCEPTRON = Experiment.named("perceptron")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("synthetic-digits")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(30), relu(), dropout(0.2), linear(10))
            .initialValues(pytorchDefaults())
            .criterion(crossEntropy())
            .optimizer(adam(0.002).betas(0.9, 0.999).epsilon(1e-8))
            .batchSize(32)
            .order(SHUFFLED)
            .epochs(3)
            .publishes(published(Measure.TEST_ACCURACY, 0.9).within(0.1, "made up for the test"))
            .build();

    @TempDir
    private Path out;

    private final SilentProgress progress = new SilentProgress();

    @Test
    void leavesAFolderThatIsComplete() throws IOException {
        RunOutcome outcome = run(PERCEPTRON);

        assertThat(names(outcome.folder()))
                .containsExactly(
                        "MODEL.md",
                        "epochs.csv",
                        "experiment.json",
                        "model",
                        "predictions.csv",
                        "result.json",
                        "steps.csv");
        assertThat(outcome.folder().getParent()).isEqualTo(out.resolve("perceptron"));
        assertThat(outcome.folder().getFileName().toString()).matches("\\d{8}-\\d{6}-seed7");
        List<String> epochs = Files.readAllLines(outcome.folder().resolve("epochs.csv"));
        assertThat(epochs).hasSize(4);
        assertThat(epochs.get(0).split(",", -1)).hasSameSizeAs(epochs.get(3).split(",", -1));
        assertThat(Files.readAllLines(outcome.folder().resolve("steps.csv"))).hasSize(1 + 3 * 32);
        assertThat(Files.readAllLines(outcome.folder().resolve("predictions.csv")))
                .hasSize(2001)
                .startsWith("index,label,predicted,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9");
    }

    @Test
    void theModelCardSaysWhatTheResultDoes() throws IOException {
        RunOutcome outcome = run(PERCEPTRON);
        RunResult result = RecordedRun.read(outcome.folder()).result().orElseThrow();
        String card = Files.readString(outcome.folder().resolve("MODEL.md"));

        assertThat(card)
                .startsWith("# perceptron\n\nA net that classifies images, (1, 28, 28), as one of 10 classes: 0, 1,")
                .contains("| test | "
                        + Numbers.measured(result.scores().orElseThrow().test().loss()) + " | ")
                .containsPattern(
                        "\\d,\\d{3} of 2,000 test examples are right\\. The accuracy .* between 0\\.\\d+ and 0\\.\\d+")
                .contains("- test accuracy "
                        + Numbers.measured(result.confusion().orElseThrow().accuracy()))
                .contains("- The figures prove nothing about the text: synthetic data.")
                .contains("/perceptron/" + outcome.folder().getFileName() + "\"), \"cpu\")")
                .doesNotContain(out.getParent().toString())
                .contains("torch.jit.load(\"perceptron.pt\")", "/api/models/perceptron/predict");
    }

    @Test
    void aFifthOfASetThatIsSmallerThanTheRowsHeldOutValidates() throws IOException {
        Experiment validated = PERCEPTRON
                .variant("validated", "nothing")
                .rows(Rows.all().validateOnLast(20_000))
                .epochs(1)
                .build();

        RunOutcome outcome = run(validated);

        JsonNode record = json(outcome, "experiment.json");
        assertThat(record.at("/experiment/data/rows/heldOut").asInt()).isEqualTo(2_400);
        assertThat(record.at("/overridden/rows").asString())
                .isEqualTo("2400 held out, as the set has only 12000 training rows");
    }

    @Test
    void aLastBatchThatBatchNormalizationCannotUseIsRefused() {
        Experiment normalized = PERCEPTRON
                .variant("normalized", "nothing")
                .net(flatten(), linear(8), batchNorm(0.1, 1e-5), relu(), linear(10))
                .batchSize(37)
                .epochs(1)
                .build();

        assertThatThrownBy(() -> run(normalized)) // 27 batches of 37, and one row
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "the last batch has 1 of 1000 training rows, and batch normalization needs at least 2; use another"
                                + " --batch-size or --limit");
        assertThat(out).isEmptyDirectory();
        assertThat(run(normalized
                                .variant("images", "nothing")
                                .net(conv(2, 3), batchNorm(0.1, 1e-5), flatten(), linear(10))
                                .build())
                        .finished())
                .isTrue(); // an image has many values of a channel
        assertThat(run(normalized
                                .variant("drawn", "nothing")
                                .order(WITH_REPLACEMENT)
                                .build())
                        .finished())
                .isTrue();
    }

    @Test
    void savesTheNetThatTheFiguresAreOf() throws IOException {
        RunOutcome outcome = run(PERCEPTRON);

        JsonNode result = json(outcome, "result.json");
        assertThat(result.at("/status").asString()).isEqualTo("finished");
        assertThat(result.at("/final/test/accuracy").asDouble())
                .isEqualTo(outcome.scores().orElseThrow().test().accuracy().orElseThrow());
        long correct = 0;
        for (int k = 0; k < 10; k++) {
            correct += result.at("/confusion/" + k + "/" + k).asLong();
        }
        assertThat(correct / 2000.0).isEqualTo(result.at("/final/test/accuracy").asDouble());
        try (LoadedNet net = SavedNet.open(outcome.folder()).load(Device.cpu())) {
            assertThat(net.description().dataset()).isEqualTo("synthetic-digits");
        }
    }

    @Test
    void learns() {
        RunOutcome outcome = run(PERCEPTRON);
        assertThat(outcome.scores().orElseThrow().test().accuracy().orElseThrow())
                .isGreaterThan(0.6);
    }

    @Test
    void sameSeedGivesTheSameNetAndFiguresAndAnotherSeedDoesNot() throws IOException {
        Path first = run(PERCEPTRON).folder();
        Path again = run(PERCEPTRON).folder();
        assertThat(params(again)).isEqualTo(params(first));
        assertThat(withoutSeconds(again)).isEqualTo(withoutSeconds(first));

        RunOptions otherSeed = options().withSeed(8);
        Path other = Run.run(PERCEPTRON, Request.of(Overrides.none(), otherSeed), progress, () -> false)
                .folder();
        assertThat(params(other)).isNotEqualTo(params(first));
    }

    @Test
    void claimsNoVerdictOnSyntheticData() {
        assertThat(run(PERCEPTRON).verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.answer()).isEqualTo(Verdict.Answer.NONE);
            assertThat(verdict.because()).isEqualTo("synthetic data");
            assertThat(verdict.measured()).isPresent();
        });
    }

    @Test
    void recordsWhatItWasMadeWith() throws IOException {
        JsonNode record = json(run(PERCEPTRON), "experiment.json");
        assertThat(record.at("/experiment/name").asString()).isEqualTo("perceptron");
        assertThat(record.at("/experiment/training/optimizer/type").asString()).isEqualTo("adam");
        assertThat(record.at("/overridden/limit").asString()).isEqualTo("the first 1000 training rows");
        assertThat(record.at("/synthetic").asBoolean()).isTrue();
        assertThat(record.at("/provenance/seed").asInt()).isEqualTo(7);
        assertThat(record.at("/provenance/djl").asString()).isEqualTo(Engine.getDjlVersion());
        assertThat(record.at("/provenance/pytorch").asString())
                .isEqualTo(Engine.getInstance().getVersion());
        assertThat(record.at("/provenance/threads").asInt()).isEqualTo(1);
    }

    @Test
    void keepsTheBestEpochByValidation() throws IOException {
        // a rate that wrecks the net again after the first epoch
        Experiment wrecked = PERCEPTRON.toBuilder()
                .keepBestOnLast(2000)
                .optimizer(sgd(0.05))
                .schedule(factorPerEpoch(400))
                .build();
        RunOutcome outcome = run(wrecked);

        double best = progress.rows.stream()
                .mapToDouble(row -> row.validation().orElseThrow().accuracy().orElseThrow())
                .max()
                .orElseThrow();
        JsonNode result = json(outcome, "result.json");
        assertThat(progress.rows.get(2).validation().orElseThrow().accuracy().orElseThrow())
                .isLessThan(best);
        assertThat(result.at("/selected/by").asString()).isEqualTo("validation");
        assertThat(result.at("/final/validation/accuracy").asDouble()).isEqualTo(best);
        // the saved parameters are those of that epoch, not the last
        long correct = 0;
        for (int k = 0; k < 10; k++) {
            correct += result.at("/confusion/" + k + "/" + k).asLong();
        }
        assertThat(correct / 2000.0).isCloseTo(result.at("/final/test/accuracy").asDouble(), within(1e-9));
    }

    @Test
    void endsWhereTheLossIsNoLongerFinite() throws IOException {
        Experiment wild = PERCEPTRON.toBuilder().optimizer(sgd(1e30)).build();
        assertThatThrownBy(() -> run(wild))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching(
                        "the loss became NaN at step \\d+ of epoch 1 \\(learning rate 1e30; last finite losses .*\\); "
                                + "try a lower --learning-rate, such as .*");
        Path folder = only(out.resolve("perceptron"));
        assertThat(names(folder)).doesNotContain("model");
        assertThat(Json.MAPPER
                        .readTree(Files.readString(folder.resolve("result.json")))
                        .at("/status")
                        .asString())
                .isEqualTo("diverged");
    }

    @Test
    void endsWhereTheLastStepRuinsTheNet() throws IOException {
        Experiment oneStep = PERCEPTRON.toBuilder()
                .optimizer(sgd(1e30))
                .batchSize(1000)
                .epochs(1)
                .build();
        assertThatThrownBy(() -> run(oneStep))
                .isInstanceOf(DivergedException.class)
                .hasMessageStartingWith("after step 1, the last of epoch 1, the loss is");
        assertThat(names(only(out.resolve("perceptron")))).doesNotContain("model");
    }

    @Test
    void stopsWhenAsked() throws IOException {
        RunOutcome outcome =
                Run.run(PERCEPTRON, Request.of(Overrides.none(), options()), progress, () -> progress.rows.size() > 1);
        assertThat(outcome.scores()).isEmpty();
        assertThat(names(outcome.folder())).doesNotContain("model");
        assertThat(json(outcome, "result.json").at("/status").asString()).isEqualTo("interrupted");
    }

    @Test
    void takesAFolderOfTheUsersOwnImagesAndItsClasses() throws IOException {
        Path images = out.resolve("images");
        for (String shape : List.of("square", "bar", "dot")) {
            for (int i = 0; i < 10; i++) {
                ShapePictures.write(images.resolve(shape), shape, i);
            }
        }
        Overrides own = new Overrides(Optional.of("folder:" + images), Map.of());
        RunOutcome outcome = Run.run(PERCEPTRON, Request.of(own, options()), progress, () -> false);
        assertThat(SavedNet.open(outcome.folder()).description().classes()).containsExactly("bar", "dot", "square");
        assertThat(json(outcome, "experiment.json").at("/overridden/classes").asString())
                .startsWith("3");
    }

    @Test
    void saysWhichDeviceItCannotHave() {
        RunOptions strange = new RunOptions(Optional.empty(), OptionalInt.of(1000), 7, "tpu", OptionalInt.empty(), out);
        assertThatThrownBy(() -> Run.run(PERCEPTRON, Request.of(Overrides.none(), strange), progress, () -> false))
                .isInstanceOf(NetException.class)
                .hasMessage("device: expected auto, cpu, gpu or gpu1 …, got 'tpu'");
        assertThat(out).isEmptyDirectory();
    }

    private RunOutcome run(Experiment experiment) {
        return Run.run(experiment, Request.of(Overrides.none(), options()), progress, () -> false);
    }

    private RunOptions options() {
        return new RunOptions(Optional.empty(), OptionalInt.of(1000), 7, "cpu", OptionalInt.empty(), out);
    }

    private static JsonNode json(RunOutcome outcome, String name) throws IOException {
        return Json.MAPPER.readTree(Files.readString(outcome.folder().resolve(name)));
    }

    private static String params(Path folder) throws IOException {
        return Sha256.of(folder.resolve("model/perceptron-0000.params"));
    }

    private static List<String> withoutSeconds(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("epochs.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
