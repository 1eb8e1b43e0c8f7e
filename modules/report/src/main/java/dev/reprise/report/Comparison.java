package dev.reprise.report;

import dev.reprise.results.Numbers;
import dev.reprise.results.RunResult;
import dev.reprise.results.RunStatus;
import dev.reprise.results.Verdict;
import dev.reprise.results.store.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs side by side.
 *
 * @param differences names of values that are not the same in all experiments, with the value in each run
 */
public record Comparison(List<Row> rows, Map<String, List<String>> differences) {

    /**
     * A run and how it ended.
     *
     * @param scores such as {@code test accuracy}, of the net that is kept
     */
    public record Row(
            String folder,
            String experiment,
            long seed,
            RunStatus status,
            int epochs,
            Map<String, Double> scores,
            List<Verdict> verdicts) {

        static Row of(RecordedRun run) {
            Map<String, Double> scores = new LinkedHashMap<>();
            run.result()
                    .flatMap(RunResult::scores)
                    .ifPresent(all -> all.bySet().forEach((set, of) -> {
                        scores.put(set + " loss", of.loss());
                        of.accuracy().ifPresent(accuracy -> scores.put(set + " accuracy", accuracy));
                    }));
            return new Row(
                    run.path().toString(),
                    run.subject(),
                    run.seed(),
                    run.status(),
                    run.plannedEpochs(),
                    scores,
                    run.result().map(RunResult::verdicts).orElse(List.of()));
        }
    }

    public static Comparison of(List<RecordedRun> runs) {
        return new Comparison(runs.stream().map(Row::of).toList(), differences(runs));
    }

    /** A line for each run. */
    public TextTable table() {
        List<String> names = rows.stream()
                .flatMap(row -> row.scores.keySet().stream())
                .distinct()
                .toList();
        List<String> head = Stream.of(
                        List.of("experiment", "seed", "status", "epochs"), names, List.of("verdicts", "folder"))
                .flatMap(List::stream)
                .toList();
        return new TextTable(head, rows.stream().map(row -> cells(row, names)).toList());
    }

    /** A line for each value that differs. */
    public TextTable differing() {
        List<String> head = new ArrayList<>(List.of("value"));
        rows.forEach(row -> head.add(row.experiment + " seed " + row.seed));
        return new TextTable(
                head,
                differences.entrySet().stream()
                        .map(entry -> Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                                .toList())
                        .toList());
    }

    private static List<String> cells(Row row, List<String> names) {
        List<String> cells = new ArrayList<>(
                List.of(row.experiment, Long.toString(row.seed), row.status.text(), Integer.toString(row.epochs)));
        names.forEach(name -> cells.add(Numbers.measured(row.scores.getOrDefault(name, Double.NaN))));
        cells.add(
                row.verdicts.isEmpty()
                        ? "–"
                        : row.verdicts.stream()
                                .map(verdict -> verdict.measure() + " " + verdict.answer())
                                .collect(Collectors.joining("; ")));
        cells.add(row.folder);
        return cells;
    }

    private static Map<String, List<String>> differences(List<RecordedRun> runs) {
        List<Map<String, String>> values = runs.stream().map(Comparison::values).toList();
        Set<String> names = new LinkedHashSet<>();
        values.forEach(of -> names.addAll(of.keySet()));
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String name : names) {
            List<String> ofRuns =
                    values.stream().map(of -> of.getOrDefault(name, "–")).toList();
            if (ofRuns.stream().distinct().count() > 1) {
                differences.put(name, ofRuns);
            }
        }
        return differences;
    }

    private static Map<String, String> values(RecordedRun run) {
        Map<String, String> values = new LinkedHashMap<>();
        run.record().ifPresent(record -> {
            values.putAll(record.values());
            values.put("synthetic data", record.synthetic() ? "yes" : "no");
            record.limit().ifPresent(limit -> values.put("limit", Integer.toString(limit)));
        });
        values.put("seed", Long.toString(run.seed()));
        return values;
    }
}
