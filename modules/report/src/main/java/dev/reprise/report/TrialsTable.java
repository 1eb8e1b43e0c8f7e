package dev.reprise.report;

import dev.reprise.files.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a text prints of single trials of a sweep, or of its best one, beside what was measured: the newest sweep each. */
public record TrialsTable(List<Row> rows) {

    /** A published figure of a trial. */
    public record Row(String sweep, String trial, String figure, String published, String measured, String verdict) {}

    /** Of all sweeps under a folder of runs. */
    public static TrialsTable under(Path out) {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(out, 3)) {
            files
                    .filter(file -> file.endsWith("sweep.json"))
                    .collect(Collectors.groupingBy(file -> file.getParent().getParent()))
                    .values()
                    .stream()
                    .flatMap(sweeps -> sweeps.stream().max(Path::compareTo).stream())
                    .sorted()
                    .map(TrialsTable::json)
                    .forEach(sweep -> add(rows, sweep));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TrialsTable(List.copyOf(rows));
    }

    /** A line a figure. */
    public TextTable text() {
        return new TextTable(
                List.of("sweep", "trial", "figure", "published", "measured", "verdict"),
                rows.stream()
                        .map(row -> List.of(
                                "`" + row.sweep + "`", row.trial, row.figure, row.published, row.measured, row.verdict))
                        .toList());
    }

    private static void add(List<Row> rows, JsonNode sweep) {
        String name = sweep.path("experiment").asString("");
        for (JsonNode trial : sweep.path("trials")) {
            trial.path("figures").forEach(figure -> rows.add(row(name, numbers(trial.path("numbers")), figure)));
        }
        if (!sweep.path("best").isEmpty()) {
            sweep.path("figures")
                    .forEach(figure -> rows.add(row(name, "the best: " + numbers(sweep.path("best")), figure)));
        }
    }

    private static Row row(String name, String trial, JsonNode figure) {
        String because = figure.path("because").asString("");
        return new Row(
                name,
                trial,
                figure.path("name").asString(""),
                figure.path("published").asDouble() + " ± "
                        + figure.path("tolerance").asDouble(),
                String.format(Locale.ROOT, "%.4f", figure.path("measured").asDouble(Double.NaN)),
                figure.path("verdict").asString("") + (because.isEmpty() ? "" : ", " + because));
    }

    private static String numbers(JsonNode numbers) {
        return numbers.properties().stream()
                .map(number -> number.getKey() + " " + number.getValue().asString(""))
                .collect(Collectors.joining(", "));
    }

    private static JsonNode json(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw new ReportException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
