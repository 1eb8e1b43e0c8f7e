package dev.reprise.report;

import dev.reprise.results.Numbers;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RunStore;
import dev.reprise.results.store.SweepFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What texts publish of single trials of a sweep, or of its best one, compared with the newest sweep of that name. */
public record TrialsTable(List<Row> rows) {

    /** A published value of a trial. */
    public record Row(String sweep, String trial, Verdict verdict) {}

    /** Of all sweeps of a store. */
    public static TrialsTable of(RunStore store) {
        return new TrialsTable(store.experiments().stream()
                .flatMap(name -> store.sweeps(name).stream()
                        .map(SweepFolder::findRecord)
                        .flatMap(Optional::stream)
                        .reduce((older, newer) -> newer)
                        .stream())
                .flatMap(TrialsTable::rows)
                .toList());
    }

    /** A line for each published value. */
    public TextTable text() {
        return new TextTable(
                List.of("sweep", "trial", "measure", "published", "measured", "verdict"),
                rows.stream()
                        .map(row -> List.of(
                                row.sweep,
                                row.trial,
                                row.verdict.measure().toString(),
                                row.verdict.target(),
                                Numbers.measured(row.verdict.measured()),
                                row.verdict.answer()
                                        + (row.verdict.because().isEmpty() ? "" : ", " + row.verdict.because())))
                        .toList());
    }

    private static Stream<Row> rows(SweepRecord sweep) {
        Stream<Row> best = sweep.verdicts().stream()
                .map(verdict -> new Row(sweep.experiment(), "best: " + text(sweep.best()), verdict));
        return Stream.concat(
                sweep.trials().stream()
                        .flatMap(trial -> trial.verdicts().stream()
                                .map(verdict -> new Row(sweep.experiment(), text(trial.values()), verdict))),
                sweep.best().isEmpty() ? Stream.of() : best);
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
