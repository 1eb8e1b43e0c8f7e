package dev.reprise.report;

import dev.reprise.net.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A run as its folder tells it.
 *
 * @param asPublished whether it ran on real data with every number as the experiment says
 * @param minutes that its epochs trained, without measuring
 */
public record RecordedRun(
        Path folder,
        String experiment,
        long seed,
        String status,
        boolean asPublished,
        int epochs,
        OptionalDouble minutes,
        List<RecordedFigure> figures) {

    /**
     * A measured figure, beside what the text prints where it prints one.
     *
     * @param published and {@code tolerance}: absent where the text gives no figure
     */
    public record RecordedFigure(
            String name, OptionalDouble published, OptionalDouble tolerance, OptionalDouble measured, boolean fitted) {}

    /** Reads a run's folder. Throws {@link ReportException} where it is none. */
    public static RecordedRun read(Path folder) {
        JsonNode result = json(folder, "result.json");
        JsonNode record = json(folder, "experiment.json");
        return new RecordedRun(
                folder,
                result.path("experiment").asString(""),
                result.path("seed").asLong(0),
                result.path("status").asString("unknown"),
                !record.path("synthetic").asBoolean(true)
                        && record.path("overridden").isEmpty(),
                result.path("epochs").asInt(0),
                minutes(folder),
                figures(result));
    }

    /**
     * All runs under a folder, in the order of their names.
     *
     * @param leftOut hears, in a line each, of folders that cannot be read
     */
    public static List<RecordedRun> under(Path runs, Consumer<String> leftOut) {
        if (!Files.isDirectory(runs)) {
            throw new ReportException(runs + ": no such folder (expected one that holds runs, as --out names it)");
        }
        try (Stream<Path> files = Files.walk(runs, 3)) {
            return files.filter(file -> file.endsWith("result.json"))
                    .map(Path::getParent)
                    .sorted()
                    .flatMap(folder -> {
                        try {
                            return Stream.of(read(folder));
                        } catch (ReportException e) {
                            leftOut.accept("left out: " + e.getMessage());
                            return Stream.empty();
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RecordedFigure> figures(JsonNode result) {
        List<RecordedFigure> figures = new ArrayList<>();
        for (JsonNode figure : result.path("figures")) {
            figures.add(new RecordedFigure(
                    figure.path("name").asString(""),
                    number(figure.path("published")),
                    number(figure.path("tolerance")),
                    number(figure.path("measured")),
                    figure.path("verdict").asString("").equals("fitted")));
        }
        if (figures.isEmpty()) {
            add(figures, "test accuracy", result.at("/final/test/accuracy"));
            add(figures, "test loss", result.at("/final/test/loss"));
        }
        return figures;
    }

    private static void add(List<RecordedFigure> figures, String name, JsonNode measured) {
        if (measured.isNumber()) {
            figures.add(
                    new RecordedFigure(name, OptionalDouble.empty(), OptionalDouble.empty(), number(measured), false));
        }
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    private static JsonNode json(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new ReportException(
                    folder + " is no run: expected a readable " + name
                            + " in it (--out DIR reads all runs under a folder)",
                    e);
        }
    }

    /** The sum of the last column of {@code epochs.csv}; a line cut off by a kill does not count. */
    private static OptionalDouble minutes(Path folder) {
        try (Stream<String> lines = Files.lines(folder.resolve("epochs.csv"))) {
            double seconds = lines.skip(1)
                    .map(line -> line.substring(line.lastIndexOf(',') + 1))
                    .filter(text -> text.matches("\\d+\\.\\d{3}"))
                    .mapToDouble(Double::parseDouble)
                    .sum();
            return OptionalDouble.of(seconds / 60);
        } catch (IOException | UncheckedIOException e) { // no file, or no text
            return OptionalDouble.empty();
        }
    }
}
