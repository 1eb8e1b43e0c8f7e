package dev.reprise.report;

import dev.reprise.results.Measure;
import dev.reprise.results.RunResult;
import dev.reprise.results.Scores;
import dev.reprise.results.Summary;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Published compared with measured, one line a published value: the mean over the seeds of an experiment is judged.
 *
 * <p>Only finished runs count that were made on real data with every value as the experiment has it.
 */
public record ResultsTable(List<Row> rows) {
    private static final int MIN_DECIMALS = 4;

    /** More than a double has; the tolerance of a damaged file may be 0. */
    private static final int MAX_DECIMALS = 16;

    /**
     * A measure of an experiment over its runs.
     *
     * @param verdict on the mean; absent where the text publishes no value
     */
    public record Row(
            String experiment,
            Measure measure,
            Summary measured,
            Optional<Verdict> verdict,
            List<Long> seeds,
            int epochs,
            OptionalDouble minutes) {}

    public static ResultsTable of(List<RecordedRun> runs) {
        Map<Key, Map<Long, Measured>> byMeasure = runs.stream()
                .filter(RecordedRun::countsAsPublished)
                .flatMap(Measured::of)
                .collect(Collectors.groupingBy(
                        Key::of,
                        LinkedHashMap::new,
                        // of a seed the newest: folders are in the order of their times
                        Collectors.toMap(
                                measured -> measured.run.seed(),
                                measured -> measured,
                                (old, newer) -> newer,
                                TreeMap::new)));
        return new ResultsTable(byMeasure.values().stream()
                .map(bySeed -> row(List.copyOf(bySeed.values())))
                .toList());
    }

    private record Measured(RecordedRun run, Measure measure, OptionalDouble value, Optional<Verdict> verdict) {

        /** What has a published value; where nothing has, how the net does on the test set. */
        static Stream<Measured> of(RecordedRun run) {
            RunResult result = run.result().orElseThrow();
            return result.verdicts().isEmpty()
                    ? result.scores().stream().flatMap(scores -> unpublished(run, scores.test()))
                    : result.verdicts().stream()
                            .map(verdict ->
                                    new Measured(run, verdict.measure(), verdict.measured(), Optional.of(verdict)));
        }

        private static Stream<Measured> unpublished(RecordedRun run, Scores test) {
            return Stream.of(
                            new Measured(run, Measure.TEST_ACCURACY, test.accuracy(), Optional.empty()),
                            new Measured(run, Measure.TEST_LOSS, OptionalDouble.of(test.loss()), Optional.empty()))
                    .filter(measured -> measured.value.isPresent());
        }
    }

    /** Runs are compared in the same measure only, published and judged alike. */
    private record Key(String experiment, Measure measure, Optional<String> target, int epochs) {
        static Key of(Measured measured) {
            return new Key(
                    measured.run.experiment(),
                    measured.measure,
                    measured.verdict.map(Verdict::target),
                    measured.run.plannedEpochs());
        }
    }

    /** The table in Markdown. */
    public String markdown() {
        return text().markdown();
    }

    /** A line for each row. */
    public TextTable text() {
        return new TextTable(
                List.of(
                        "experiment",
                        "measure",
                        "published",
                        "measured: mean ± standard deviation [smallest, largest]",
                        "seeds",
                        "epochs",
                        "minutes per run",
                        "verdict"),
                rows.stream().map(ResultsTable::cells).toList());
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.experiment,
                row.measure.toString(),
                row.verdict.map(Verdict::target).orElse("–"),
                measured(row),
                seeds(row.seeds),
                row.epochs == 0 ? "–" : Integer.toString(row.epochs),
                row.minutes.isPresent() ? String.format(Locale.ROOT, "%.1f", row.minutes.getAsDouble()) : "–",
                row.verdict.map(verdict -> verdict.answer().toString()).orElse("–"));
    }

    private static Row row(List<Measured> all) {
        Measured first = all.get(0);
        Summary measured = Summary.of(
                all.stream().mapToDouble(each -> each.value.orElse(Double.NaN)).toArray());
        return new Row(
                first.run.experiment(),
                first.measure,
                measured,
                verdict(all).map(verdict -> verdict.of(measured.mean())),
                all.stream().map(each -> each.run.seed()).toList(),
                first.run.plannedEpochs(),
                all.stream()
                        .flatMapToDouble(each -> each.run.minutes().stream())
                        .average());
    }

    /** One whose answer tells that the settings were fitted, if there is one: a run that missed does not tell. */
    private static Optional<Verdict> verdict(List<Measured> all) {
        return all.stream()
                .flatMap(measured -> measured.verdict.stream())
                .filter(verdict -> verdict.answer() == Verdict.Answer.FITTED)
                .findFirst()
                .or(() -> all.get(0).verdict);
    }

    /** With as many decimals as tell whether it is within the tolerance. */
    private static String measured(Row row) {
        double tolerance = row.verdict.map(Verdict::tolerance).orElse(1.0);
        double decimals = Math.ceil(-Math.log10(tolerance));
        return row.measured.text((int) Math.min(MAX_DECIMALS, Math.max(MIN_DECIMALS, decimals)));
    }

    /** {@code 1–3, 7}. */
    private static String seeds(List<Long> sorted) {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (i + 1 == sorted.size() || sorted.get(i + 1) != sorted.get(i) + 1) {
                ranges.add(first == i ? "" + sorted.get(i) : sorted.get(first) + "–" + sorted.get(i));
                first = i + 1;
            }
        }
        return String.join(", ", ranges);
    }
}
