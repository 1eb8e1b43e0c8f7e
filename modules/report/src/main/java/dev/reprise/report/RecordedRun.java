package dev.reprise.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A run as its folder tells it.
 *
 * @param asPublished whether it ran on real data with every number as the experiment says, and is no trial of a sweep
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
     * @param verdict empty where there is nothing to judge
     * @param because why there is no verdict
     * @param reason why this tolerance
     * @param note what else there is to say of it
     */
    public record RecordedFigure(
            String name,
            OptionalDouble published,
            OptionalDouble tolerance,
            OptionalDouble measured,
            String verdict,
            String because,
            String reason,
            String note) {

        boolean fitted() {
            return verdict.equals("fitted");
        }
    }

    /** Reads a run's folder as far as it is there. Throws {@link ReportException} where it is none. */
    public static RecordedRun read(Path folder) {
        return of(RunFiles.open(folder));
    }

    public static RecordedRun of(RunFiles files) {
        JsonNode record = files.record();
        int wanted = files.result()
                .path("epochs")
                .asInt(record.at("/experiment/epochs").asInt(0));
        return new RecordedRun(
                files.folder(),
                files.experiment(),
                files.seed(),
                files.status(),
                !record.path("synthetic").asBoolean(true)
                        && record.path("overridden").isEmpty()
                        && record.path("trial").isEmpty(),
                wanted,
                minutes(files.epochs()),
                figures(files.result()));
    }

    /**
     * All runs under a folder, in the order of their names.
     *
     * @param leftOut hears, in a line each, of runs that are not whole
     */
    public static List<RecordedRun> under(Path runs, Consumer<String> leftOut) {
        if (!Files.isDirectory(runs)) {
            throw new ReportException(runs + ": no such folder (expected one that holds runs, as --out names it)");
        }
        try (Stream<Path> folders = Files.walk(runs, 2)) {
            return folders.filter(Files::isDirectory)
                    .filter(RunFiles::isRun)
                    .sorted()
                    .map(RunFiles::open)
                    .filter(files -> isWhole(files, leftOut))
                    .map(RecordedRun::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(RunFiles files, Consumer<String> leftOut) {
        boolean whole = !files.record().isMissingNode() && !files.result().isMissingNode();
        if (!whole) {
            leftOut.accept(
                    "left out: " + files.folder() + ": " + files.missing().get(0));
        }
        return whole;
    }

    private static List<RecordedFigure> figures(JsonNode result) {
        List<RecordedFigure> figures = new ArrayList<>();
        for (JsonNode figure : result.path("figures")) {
            figures.add(new RecordedFigure(
                    figure.path("name").asString(""),
                    number(figure.path("published")),
                    number(figure.path("tolerance")),
                    number(figure.path("measured")),
                    figure.path("verdict").asString(""),
                    figure.path("because").asString(""),
                    figure.path("reason").asString(""),
                    figure.path("note").asString("")));
        }
        if (figures.isEmpty()) {
            add(figures, "test accuracy", result.at("/final/test/accuracy"));
            add(figures, "test loss", result.at("/final/test/loss"));
        }
        return List.copyOf(figures);
    }

    private static void add(List<RecordedFigure> figures, String name, JsonNode measured) {
        if (measured.isNumber()) {
            figures.add(new RecordedFigure(
                    name, OptionalDouble.empty(), OptionalDouble.empty(), number(measured), "", "", "", ""));
        }
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    private static OptionalDouble minutes(CsvTable epochs) {
        double[] seconds = Arrays.stream(epochs.numbers("seconds"))
                .filter(Double::isFinite)
                .toArray();
        return seconds.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(seconds).sum() / 60);
    }
}
