package dev.reprise.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.data.images.Images;
import dev.reprise.files.Json;
import dev.reprise.testkit.OldRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Nets that commit 120da67 saved open, and predict what they predicted then. */
class OldNetsTest {
    /** Of docs/, where every checkout has it. */
    private static final Path SEVEN = Path.of("../../docs/seven.png");

    @TempDir
    private static Path temp;

    private static OldRuns old;

    @BeforeAll
    static void copy() {
        old = OldRuns.copyTo(temp);
    }

    @ParameterizedTest
    @CsvSource({"mlp-30-fixed, 7", "two-layer-net, 0"})
    void predictsTheClassAndProbabilitiesOfThen(String name, String best) throws IOException {
        JsonNode then = Json.MAPPER
                .readTree(Files.readAllBytes(old.printed().resolve("predict-" + name + ".json")))
                .at("/predictions/0/probabilities");
        try (Classifier classifier = Classifier.open(old.run(name), "cpu")) {
            Prediction now = classifier.classify(Images.read(SEVEN));
            assertThat(now.best().name()).isEqualTo(best);
            assertThat(now.probabilities().keySet()).containsExactlyElementsOf(then.propertyNames());
            now.probabilities()
                    .forEach((word, probability) -> assertThat((double) probability)
                            .as(word)
                            .isCloseTo(then.path(word).asDouble(), within(1e-6)));
        }
    }

    @Test
    void predictFindsTheRunByItsName() {
        Shell shell = Shell.run("predict", "mlp-30-fixed", SEVEN, "--json", "--runs", old.out());
        assertThat(shell.err()).isEmpty();
        JsonNode prediction = Json.MAPPER.readTree(shell.out()).at("/predictions/0");
        assertThat(prediction.path("class").asString()).isEqualTo("7");
        assertThat(prediction.path("probability").asDouble()).isCloseTo(0.506173, within(1e-6));
    }

    @Test
    void evaluateFindsAboutTheAccuracyOfTheRunOnSyntheticDigitsThatAreDrawnInAnotherWayNow() {
        Shell shell = Shell.run("evaluate", old.run("mlp-30-fixed"), "--dataset", "synthetic-digits", "--json");
        assertThat(Json.MAPPER.readTree(shell.out()).path("accuracy").asDouble())
                .isCloseTo(0.752, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"mlp-30-fixed", "weight-decay-concise-0"})
    void describePrintsWhatItPrintedButForTheWordParameters(String name) throws IOException {
        Shell shell = Shell.run("describe", name, "--runs", old.out());
        assertThat(shell.err()).isEmpty();
        assertThat(withoutFolder(shell.out()
                        .replace(" parameters\n", " values\n")
                        .lines()
                        .toList()))
                .isEqualTo(withoutFolder(Files.readAllLines(old.printed().resolve("describe-" + name + ".txt"))));
    }

    @Test
    void describeNamesAScalingThatIsInAFileOfItsOwn() {
        Shell shell = Shell.run("describe", "two-layer-net", "--runs", old.out());
        assertThat(shell.err()).isEmpty();
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains("scaling  mean-image\n", "linear units=50 bias=true");
    }

    private static List<String> withoutFolder(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("folder")).toList();
    }
}
