package dev.reprise.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.training.experiment.Study;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RepriseTest {
    private static final String PROMPT = "  ./reprise ";

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutArgumentsOneScreenShowsWhatThereIs() {
        assertThat(run()).isZero();
        assertThat(out.toString().lines().toList())
                .hasSizeLessThanOrEqualTo(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void everyCommandIsOnTheScreenWithAnExampleThatIsUnderstood() {
        List<List<String>> examples = examples();

        assertThat(examples).allSatisfy(words -> line().parseArgs(words.toArray(String[]::new)));
        assertThat(Stream.concat(examples.stream().map(words -> words.get(0)), Stream.of("generate-completion")))
                .containsAll(line().getSubcommands().keySet());
    }

    @Test
    void everyExperimentOfEveryAppIsListedOnceUnderItsApp() {
        assertThat(run("list")).isZero();
        List<String> headings = out.toString()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .toList();

        assertThat(headings)
                .containsExactlyElementsOf(Reprise.APPS.stream()
                        .flatMap(app -> Stream.concat(
                                Stream.of(app.app() + ", " + app.studies().size() + " experiments"),
                                app.studies().stream().map(Study::name)))
                        .toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"conv-nte, conv-net (app-cnn)", "linaer, linear (app-mlp)", "kfold, k-fold (app-weightdecay)"})
    void anUnknownExperimentIsAnsweredWithNearOnesAndTheirApps(String word, String meant) {
        assertThat(run("run", word)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertOneLine("run: no experiment '" + word + "'; did you mean " + meant);
    }

    @Test
    void anExperimentInThePlaceOfACommandIsAnsweredWithTheCommandThatTrainsIt() {
        assertThat(run("conv-net", "--epochs", "3")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertOneLine("reprise: conv-net is an experiment, not a command; to train it: run conv-net");
    }

    @Test
    void anUnknownCommandIsAnsweredWithAllThereAre() {
        assertThat(run("lsit")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertOneLine(
                "reprise: no command 'lsit'; expected one of list, run, search, summary, explore, report, predict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--lsit",
                "run",
                "run conv-net --epochs x",
                "predict",
                "serve nothing",
                "describe nothing",
                "report x"
            })
    void aUsageErrorIsOneLineAndCode2(String words) {
        assertThat(run(words.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aRunThatFailsIsCode1() {
        assertThat(train("--learning-rate", "1e30")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    }

    @Test
    void whatIsTrainedHereIsUsedHere() {
        String runs = temp.toString();
        assertThat(train()).isZero();

        assertThat(run("describe", "mlp-512-512", "--runs", runs)).isZero();
        assertThat(run("predict", "mlp-512-512", "../../docs/seven.png", "--runs", runs))
                .isZero();
        assertThat(run("report", "mlp-512-512", "--out", runs)).isZero();
        assertThat(out.toString()).contains("seven.png", "report.html");
    }

    @Test
    void theCompletionScriptHasTheCommandsOfAll() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("--learning-rate", "--show-input", "--max-batch");
    }

    private int train(String... more) {
        return run(Stream.concat(
                        Stream.of("run", "mlp-512-512", "--dataset", "synthetic-digits", "--limit", "200"),
                        Stream.concat(Stream.of("--epochs", "1", "--out", temp.toString()), Stream.of(more)))
                .toArray(String[]::new));
    }

    private List<List<String>> examples() {
        run();
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()).split(" {2,}", 2)[0])
                .map(example -> List.of(example.split(" ")))
                .toList();
    }

    private void assertOneLine(String start) {
        assertThat(err.toString()).startsWith(start);
        assertThat(err.toString().lines()).hasSize(1);
    }

    private int run(String... arguments) {
        return line().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static CommandLine line() {
        return Reprise.commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
}
