package dev.reprise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs side by side.
 *
 * @param differences names of numbers that are not the same in all experiments, with the value in each run
 */
public record Comparison(List<Row> rows, Map<String, List<String>> differences) {

    /**
     * A run and what came of it.
     *
     * @param scores such as {@code test accuracy}, at the end
     * @param verdicts by figure
     */
    public record Row(
            String folder,
            String experiment,
            long seed,
            String status,
            int epochs,
            Map<String, Double> scores,
            Map<String, String> verdicts) {

        static Row of(RunFiles files) {
            RecordedRun run = RecordedRun.of(files);
            Map<String, Double> scores = new LinkedHashMap<>();
            JsonFlattener.of(files.result().path("final"))
                    .forEach((name, value) -> scores.put(name.replace('.', ' '), CsvTable.number(value)));
            Map<String, String> verdicts = run.figures().stream()
                    .filter(figure -> !figure.verdict().isEmpty())
                    .collect(Collectors.toMap(
                            RecordedRun.RecordedFigure::name,
                            RecordedRun.RecordedFigure::verdict,
                            (first, again) -> first,
                            LinkedHashMap::new));
            return new Row(
                    files.folder().toString(),
                    files.subject(),
                    run.seed(),
                    run.status(),
                    run.epochs(),
                    scores,
                    verdicts);
        }
    }

    public static Comparison of(List<RunFiles> runs) {
        return new Comparison(runs.stream().map(Row::of).toList(), differences(runs));
    }

    /** A line a run. */
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

    /** A line for each number that differs. */
    public TextTable differing() {
        List<String> head = new ArrayList<>(List.of("differs"));
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
                List.of(row.experiment, Long.toString(row.seed), row.status, Integer.toString(row.epochs)));
        names.forEach(name -> cells.add(
                row.scores.containsKey(name) ? String.format(Locale.ROOT, "%.4f", row.scores.get(name)) : "–"));
        cells.add(
                row.verdicts.isEmpty()
                        ? "–"
                        : row.verdicts.entrySet().stream()
                                .map(verdict -> verdict.getKey() + " " + verdict.getValue())
                                .collect(Collectors.joining("; ")));
        cells.add(row.folder);
        return cells;
    }

    private static Map<String, List<String>> differences(List<RunFiles> runs) {
        List<Map<String, String>> numbers =
                runs.stream().map(Comparison::numbers).toList();
        Set<String> names = new LinkedHashSet<>();
        numbers.forEach(of -> names.addAll(of.keySet()));
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String name : names) {
            List<String> values =
                    numbers.stream().map(of -> of.getOrDefault(name, "–")).toList();
            if (values.stream().distinct().count() > 1) {
                differences.put(name, values);
            }
        }
        return differences;
    }

    /** What makes an experiment what it is; its name and what is said of it make no difference. */
    private static Map<String, String> numbers(RunFiles run) {
        Map<String, String> numbers = new LinkedHashMap<>(JsonFlattener.of(run.record().path("experiment")));
        numbers.keySet().removeAll(Set.of("name", "text", "section", "toSee", "figures", "expectations", "claims"));
        numbers.put("seed", Long.toString(run.seed()));
        numbers.put("made-up data", run.record().path("synthetic").asString("–"));
        numbers.put("limit", run.record().path("limit").asString("–"));
        return numbers;
    }
}
