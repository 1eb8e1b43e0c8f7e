package dev.reprise.training.sweep;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.results.Measure;
import dev.reprise.results.SweepRow;
import dev.reprise.search.SearchException;
import dev.reprise.search.Space;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Overrides;
import dev.reprise.training.experiment.Setting;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.run.Request;
import dev.reprise.training.run.Request.Resume;
import dev.reprise.training.run.TrainingJob;
import dev.reprise.training.run.Trainings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    private static final Experiment BASE = Experiment.named("base")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("synthetic-digits")
            .preprocessing(zeroToOne())
            .net(flatten(), linear(8), relu(), linear(10))
            .initialValues(pytorchDefaults())
            .criterion(crossEntropy())
            .optimizer(sgd(0.1))
            .batchSize(50)
            .order(SHUFFLED)
            .epochs(1)
            .build();

    @TempDir
    private Path out;

    @Test
    void theBestTrialIsThatWithTheHighestValidationAccuracy() {
        SweepOutcome outcome = run(search(SearchMethod.TPE, 12, "learning-rate=log:0.001..1", "hidden=4..32/log"));
        List<SweepRow> rows = rows(outcome);

        assertThat(outcome.finished()).isTrue();
        assertThat(rows).hasSize(12);
        assertThat(rows)
                .extracting(row -> row.trial().get("trial"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList());
        SweepRow best = rows.stream()
                .max(Comparator.comparingDouble(SearchTest::accuracy))
                .orElseThrow();
        assertThat(accuracy(rows.stream()
                        .filter(row -> row.trial().equals(outcome.record().best()))
                        .findFirst()
                        .orElseThrow()))
                .isEqualTo(accuracy(best));
        assertThat(outcome.record().trials().get(0).means())
                .containsKeys("training loss", "validation loss", "validation accuracy")
                .doesNotContainKeys("test loss", "test accuracy");
        assertThat(rows).allMatch(row -> row.of(Measure.TEST_ACCURACY).isEmpty());
        assertThat(outcome.record().search())
                .containsExactly(
                        "base",
                        "--over learning-rate=log:0.001..1.0",
                        "--over hidden=log:4..32",
                        "--by tpe",
                        "--trials 12",
                        "--validate 0.1");
    }

    @Test
    void anInterruptedSearchEndsAsAnUninterruptedOne() {
        Search search = search(SearchMethod.TPE, 14, "learning-rate=log:0.001..1", "batch-size=25,50,100");
        List<SweepRow> whole = rows(run(search));

        Path interrupted = out.resolve("interrupted");
        Request request = request(interrupted, Overrides.none());
        SweepOutcome first = SweepRun.over(search, request, Progress.silent(), stoppingAfter(5));
        assertThat(first.interrupted()).isTrue();
        assertThat(rows(first)).hasSize(5);
        SweepOutcome none =
                SweepRun.over(search, request.withResume(new Resume.Newest()), Progress.silent(), stoppingAfter(0));
        assertThat(rows(none)).as("an interruption at once loses nothing").hasSize(5);
        SweepOutcome rest =
                SweepRun.over(search, request.withResume(new Resume.Newest()), Progress.silent(), stoppingAfter(100));

        assertThat(rest.finished()).isTrue();
        assertThat(rows(rest)).extracting(SweepRow::trial).isEqualTo(trials(whole));
        assertThat(rows(rest)).extracting(SearchTest::accuracy).isEqualTo(accuracies(whole));
    }

    @Test
    void twoAtOnceAreToldOfThoseThatEnded() {
        SweepOutcome outcome = SweepRun.over(
                search(SearchMethod.TPE, 14, "learning-rate=log:0.001..1"),
                request(out, Overrides.none()),
                Progress.silent(),
                twoAtOnce());
        assertThat(outcome.finished()).isTrue();
        assertThat(rows(outcome)).hasSize(14).allMatch(SweepRow::finished);
    }

    @Test
    void aTrialThatCannotBeBuiltIsARowWithItsReason() {
        Search search = search(SearchMethod.GRID, 100, "optimizer=sgd,adam", "momentum=0.5,0.9");
        SweepOutcome outcome = run(search);
        assertThat(rows(outcome)).hasSize(4);
        assertThat(rows(outcome).stream()
                        .filter(SweepRow::failed)
                        .map(row -> row.trial().get("optimizer")))
                .containsExactly("adam", "adam");
        assertThat(outcome.failures())
                .hasSize(2)
                .allMatch(line -> line.contains("base-search has no momentum (the momentum of sgd)"));
        assertThat(outcome.record().best()).containsEntry("optimizer", "sgd");

        Request again = request(out, Overrides.none()).withResume(new Resume.Newest());
        SweepOutcome resumed = SweepRun.over(search, again, Progress.silent(), stoppingAfter(0));
        assertThat(rows(resumed)).extracting(SweepRow::trial).isEqualTo(trials(rows(outcome)));
    }

    @Test
    void theWinnerHasTheValuesAndAllRows() {
        Search search = search(SearchMethod.RANDOM, 2, "hidden=4,5");
        Experiment winner = search.winner(Map.of("trial", "2", "hidden", "5"));
        assertThat(winner.name()).isEqualTo("base-search-best");
        assertThat(winner.net().layers()).contains(linear(5));
        assertThat(winner.data().rows()).isEqualTo(BASE.data().rows());
        assertThat(search.trial(Map.of("hidden", "5"))
                        .experiment()
                        .data()
                        .rows()
                        .validate())
                .isTrue();
    }

    @Test
    void aBestValueNearAnEndOfItsRangeAsksForMore() {
        Search search = search(SearchMethod.TPE, 2, "learning-rate=log:0.001..1", "hidden=4..32", "batch-size=25,50");
        assertThat(search.advice(Map.of("trial", "2", "learning-rate", "0.98", "hidden", "5", "batch-size", "25")))
                .containsExactly(
                        "the best learning-rate, 0.98, is near the end of its range: try values above 1.0",
                        "the best hidden, 5, is near the end of its range: try values below 4");
        assertThat(search.advice(Map.of("trial", "2", "learning-rate", "0.03", "hidden", "16")))
                .isEmpty();
    }

    @Test
    void aSpaceThatFitsNothingIsRefusedInOneLine() {
        require("momentun=0.5,0.9", "did you mean momentum? base has epochs 1, batch-size 50, optimizer sgd,");
        require("dropout=0.1..0.5", "base has no dropout (the rate of every dropout layer) that could be 0.1");
        require("hidden=0..8", "units must be at least 1");
        require("learning-rate=a,b", "learning-rate: expected a number, got 'a'");
        require("optimizer=sgd,lion", "expected sgd, adam, adamw");
        assertThatThrownBy(() -> search(SearchMethod.GRID, 1, "hidden=4..8").require(Overrides.none()))
                .isInstanceOf(SearchException.class);
        assertThatThrownBy(() -> search(SearchMethod.TPE, 1, "epochs=1,2")
                        .require(Overrides.none().with(Setting.EPOCHS, 3)))
                .isInstanceOf(UsageException.class)
                .hasMessage("epochs is searched over, so it cannot be set to 3");
    }

    private static void require(String space, String message) {
        assertThatThrownBy(() -> search(SearchMethod.TPE, 1, space).require(Overrides.none()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private static Search search(SearchMethod method, int trials, String... spaces) {
        return new Search("base-search", BASE, Space.parse(List.of(spaces)), method, trials, 0.1, false);
    }

    private SweepOutcome run(Search search) {
        return SweepRun.over(search, request(out, Overrides.none()), Progress.silent(), stoppingAfter(1000));
    }

    private static Request request(Path out, Overrides overrides) {
        return Request.of(
                overrides, new RunOptions(Optional.empty(), OptionalInt.of(400), 1, "cpu", OptionalInt.of(1), out));
    }

    /** At most so many, in this process. */
    private static Trainings stoppingAfter(int count) {
        return (jobs, request, ended) -> {
            for (int i = 0; i < count && jobs.hasNext(); i++) {
                make(jobs.next(), request, ended);
            }
        };
    }

    private static void make(TrainingJob job, Request request, BiConsumer<TrainingJob, TrainingJob.End> ended) {
        Trainings.inTurn(Progress.silent(), () -> false).make(List.of(job).iterator(), request, ended);
    }

    /** Two in this process, the first of which ends when the second has been asked for. */
    private static Trainings twoAtOnce() {
        return (jobs, request, ended) -> {
            Deque<TrainingJob> running = new ArrayDeque<>();
            while (jobs.hasNext() || !running.isEmpty()) {
                while (running.size() < 2 && jobs.hasNext()) {
                    running.add(jobs.next());
                }
                make(running.remove(), request, ended);
            }
        };
    }

    private static List<SweepRow> rows(SweepOutcome outcome) {
        return SweepRow.of(outcome.sweep().table());
    }

    private static List<Map<String, String>> trials(List<SweepRow> rows) {
        return new ArrayList<>(rows.stream().map(SweepRow::trial).toList());
    }

    private static List<Double> accuracies(List<SweepRow> rows) {
        return new ArrayList<>(rows.stream().map(SearchTest::accuracy).toList());
    }

    private static double accuracy(SweepRow row) {
        return row.of(Measure.VALIDATION_ACCURACY).orElse(Double.NaN);
    }
}
