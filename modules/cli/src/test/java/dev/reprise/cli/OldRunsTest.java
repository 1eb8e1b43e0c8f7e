package dev.reprise.cli;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.OldRuns;
import dev.reprise.training.experiment.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What commit 120da67 left: {@code --resume} refuses it, {@code report} reads it. */
class OldRunsTest {
    /** As app-mlp has it. */
    private static final Experiment LINEAR = Experiment.named("linear")
            .text("npnet", "串型网络")
            .lookFor("a linear model reaches about 80 % on clothes and does not overfit")
            .dataset("fashion-mnist")
            .preprocessing(noPreprocessing())
            .net(flatten(), linear(10))
            .initialValues(normalWeights(0.01), zeroBiases())
            .criterion(crossEntropy())
            .optimizer(adam(1e-5).betas(0.9, 0.999).epsilon(1e-8).weightDecay(1e-3))
            .batchSize(10)
            .order(SHUFFLED)
            .epochs(20)
            .publishes(testAccuracy(0.775).within(0.025, "the text prints a range, 0.75–0.80"))
            .expect(atMost(ACCURACY_GAP, 0.06, "it does not overfit"))
            .build();

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private OldRuns old;

    @BeforeEach
    void copy() {
        old = OldRuns.copyTo(temp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quiet", "--force"})
    void isRefusedInOneLineAndLeftAsItWas(String option) throws IOException {
        Path run = old.run("linear");
        String before = Files.readString(run.resolve("epochs.csv"));
        assertThat(run("run", "linear", "--resume", option, "--out", old.out().toString()))
                .isEqualTo(2);
        assertThat(err.toString().strip())
                .contains("was started by another version of Reprise", "start a new run without --resume")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
        assertThat(run.resolve("epochs.csv")).hasContent(before);
        assertThat(run.resolve("checkpoint/state.json")).isRegularFile();
    }

    @Test
    void reportHasTheRowsThatItHad() throws IOException {
        assertThat(run("report", "--out", old.out().toString(), "--format", "csv"))
                .isZero();
        List<String> then = Files.readAllLines(old.printed().resolve("report.csv")).stream()
                .map(line -> line.replace("`", "")) // names are bare in CSV since
                .toList();
        assertThat(out.toString().lines().skip(1)).containsExactlyElementsOf(then.subList(1, then.size()));
    }

    private int run(String... arguments) {
        return AppCommandLine.over(OldRunsTest.class, new AppExperiments("app-test", List.of(LINEAR)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
