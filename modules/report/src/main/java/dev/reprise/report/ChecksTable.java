package dev.reprise.report;

import dev.reprise.results.CheckResult;
import dev.reprise.results.RunResult;
import dev.reprise.results.SweepRecord;
import dev.reprise.results.store.RunFolder;
import dev.reprise.results.store.RunStore;
import dev.reprise.results.store.SweepFolder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the effects that texts describe were observed: of each experiment in its newest finished sweep, else in its
 * newest finished run.
 */
public record ChecksTable(List<Row> rows) {

    /** A check over so many runs. */
    public record Row(String experiment, CheckResult check, int runs) {}

    /** Of all experiments of a store. */
    public static ChecksTable of(RunStore store) {
        return new ChecksTable(store.experiments().stream()
                .flatMap(name -> newest(ofSweeps(store, name)).or(() -> newest(ofRuns(store, name))).stream()
                        .flatMap(List::stream))
                .toList());
    }

    /** A line for each check. */
    public TextTable text() {
        return new TextTable(
                List.of("experiment", "look for", "result", "measured", "runs"),
                rows.stream()
                        .map(row -> List.of(
                                row.experiment,
                                row.check.lookFor(),
                                row.check.answer(),
                                row.check.why(),
                                Integer.toString(row.runs)))
                        .toList());
    }

    private static Stream<List<Row>> ofSweeps(RunStore store, String name) {
        return store.sweeps(name).stream()
                .map(SweepFolder::findRecord)
                .flatMap(Optional::stream)
                .filter(SweepRecord::finished)
                .map(sweep -> rows(name, sweep.checks(), sweep.runs()));
    }

    private static Stream<List<Row>> ofRuns(RunStore store, String name) {
        return store.runs(name).stream()
                .map(RunFolder::findResult)
                .flatMap(Optional::stream)
                .filter(RunResult::finished)
                .map(result -> rows(name, result.checks(), 1));
    }

    private static List<Row> rows(String name, List<CheckResult> checks, int runs) {
        return checks.stream().map(check -> new Row(name, check, runs)).toList();
    }

    private static Optional<List<Row>> newest(Stream<List<Row>> oldestFirst) {
        return oldestFirst.filter(rows -> !rows.isEmpty()).reduce((older, newer) -> newer);
    }
}
