package dev.reprise.report;

import dev.reprise.files.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What there was to see besides figures, and whether it was there: of each experiment its newest finished sweep, else its
 * newest run.
 */
public record SeenTable(List<Row> rows) {

    /** One thing to see, over so many runs. */
    public record Row(String study, String toSee, boolean held, String why, int runs) {}

    /** Of all experiments under a folder of runs. */
    public static SeenTable under(Path out) {
        List<Row> rows = new ArrayList<>();
        for (Path study : folders(out)) {
            List<Path> newestFirst = folders(study).stream()
                    .sorted(Comparator.comparing(
                                    (Path folder) -> folder.getFileName().toString())
                            .reversed())
                    .toList();
            newest(newestFirst, "sweep.json")
                    .or(() -> newest(newestFirst, "result.json"))
                    .ifPresent(result -> result.path("seen")
                            .forEach(seen -> rows.add(new Row(
                                    study.getFileName().toString(),
                                    seen.path("toSee").asString(""),
                                    seen.path("held").asBoolean(false),
                                    seen.path("why").asString(""),
                                    result.path("runs").asInt(1)))));
        }
        return new SeenTable(List.copyOf(rows));
    }

    /** A line a thing to see. */
    public TextTable text() {
        return new TextTable(
                List.of("experiment", "to see", "so it is", "measured", "runs"),
                rows.stream()
                        .map(row -> List.of(
                                "`" + row.study + "`",
                                row.toSee,
                                row.held ? "yes" : "**no**",
                                row.why,
                                Integer.toString(row.runs)))
                        .toList());
    }

    private static Optional<JsonNode> newest(List<Path> folders, String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .map(SeenTable::json)
                .filter(result -> result.path("status").asString("").equals("finished")
                        && !result.path("seen").isEmpty())
                .findFirst();
    }

    private static JsonNode json(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw new ReportException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
