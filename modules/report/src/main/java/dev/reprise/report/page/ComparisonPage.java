package dev.reprise.report.page;

import dev.reprise.files.CsvTable;
import dev.reprise.report.Comparison;
import dev.reprise.report.TextTable;
import dev.reprise.report.pictures.Plot;
import dev.reprise.report.pictures.Plot.Line;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.report.pictures.TextRenderer;
import dev.reprise.results.FinalScores;
import dev.reprise.results.Measure;
import dev.reprise.results.RunResult;
import dev.reprise.results.Scores;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RecordedSweep;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Runs side by side on one page. */
public final class ComparisonPage {
    private static final int MAX_LINES = 8;
    private static final List<Measure> MEASURES = List.of(
            Measure.TRAIN_LOSS,
            Measure.VALIDATION_LOSS,
            Measure.TEST_LOSS,
            Measure.TRAIN_ACCURACY,
            Measure.VALIDATION_ACCURACY,
            Measure.TEST_ACCURACY);

    private ComparisonPage() {}

    /**
     * What the page shows.
     *
     * @param tables by their titles
     */
    public record View(
            String title,
            List<String> missing,
            List<Link> links,
            Map<String, TextTable> tables,
            List<ReportPicture> pictures,
            List<Chart> charts,
            String data) {}

    /** A link to the page of a run, relative to this page. */
    public record Link(String text, String href) {}

    /** Writes a page that compares runs into a file. */
    public static Path write(Path file, List<RecordedRun> runs) {
        List<String> missing = runs.stream()
                .flatMap(run -> run.missing().stream().map(line -> run.path() + ": " + line))
                .toList();
        return write(file, runs.size() + " runs compared", missing, List.of(), runs);
    }

    /** Writes {@code report.html} and the pictures of a sweep into its folder. */
    public static Path write(RecordedSweep sweep) {
        List<ReportPicture> pictures = TextRenderer.hasFonts() ? new SweepPictures(sweep).draw() : List.of();
        pictures.forEach(picture -> picture.writeInto(sweep.folder().path()));
        String name = sweep.runs().isEmpty() ? "" : " of " + sweep.runs().get(0).experiment();
        return write(
                sweep.folder().path().resolve("report.html"), "Sweep" + name, sweep.missing(), pictures, sweep.runs());
    }

    /** Writes a page with the table of results and a link to the page of each run. */
    public static Path index(Path file, TextTable results, List<RecordedRun> runs) {
        Map<String, TextTable> tables = Map.of("Published compared with measured", results);
        View view = new View(
                "All runs",
                List.of(),
                links(file, runs),
                tables,
                List.of(),
                List.of(),
                DataBlock.json(Map.of("plots", Map.of())));
        return Html.write(file, out -> JtecomparisonGenerated.render(out, null, view, Html.PARTS));
    }

    private static Path write(
            Path file, String title, List<String> missing, List<ReportPicture> pictures, List<RecordedRun> runs) {
        Comparison comparison = Comparison.of(runs);
        Map<String, TextTable> tables = new LinkedHashMap<>();
        tables.put("Runs", comparison.table());
        if (runs.size() <= MAX_LINES) { // with more, a column for each would be too narrow to read
            tables.put("Differences between the experiments", comparison.differing());
        }
        List<Chart> charts = overlays(runs);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("runs", comparison.rows());
        data.put("differences", comparison.differences());
        data.put("plots", DataBlock.plots(charts));
        View view = new View(title, missing, links(file, runs), tables, pictures, charts, DataBlock.json(data));
        return Html.write(file, out -> JtecomparisonGenerated.render(out, null, view, Html.PARTS));
    }

    private static List<Link> links(Path file, List<RecordedRun> runs) {
        Path from = file.toAbsolutePath().normalize().getParent();
        List<String> names = names(runs);
        return IntStream.range(0, runs.size())
                .mapToObj(i -> new Link(
                        names.get(i) + ": " + runs.get(i).status().text(),
                        href(from.relativize(
                                runs.get(i).path().toAbsolutePath().normalize().resolve("report.html")))))
                .toList();
    }

    /** Titles, with the folder where two runs have the same. */
    private static List<String> names(List<RecordedRun> runs) {
        Map<String, Long> counts =
                runs.stream().collect(Collectors.groupingBy(RecordedRun::title, Collectors.counting()));
        return runs.stream()
                .map(run -> run.title()
                        + (counts.get(run.title()) > 1 ? " (" + run.path().getFileName() + ")" : ""))
                .toList();
    }

    private static String href(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** Each measure over epochs, a line for each run; of many runs the best, chosen without the test set. */
    private static List<Chart> overlays(List<RecordedRun> runs) {
        List<RecordedRun> drawn = runs.size() <= MAX_LINES
                ? runs
                : runs.stream()
                        .sorted(Comparator.comparingDouble(ComparisonPage::merit))
                        .limit(MAX_LINES)
                        .toList();
        String which = drawn.size() == runs.size()
                ? "."
                : "; the best %d of %d runs by validation accuracy, or by training loss where there is none."
                        .formatted(drawn.size(), runs.size());
        List<Chart> charts = new ArrayList<>();
        for (Measure measure : MEASURES) {
            Plot plot = Plot.lines("", "epoch", measure.toString(), lines(drawn, measure.column()));
            if (plot.lines().stream().anyMatch(line -> line.points().size() > 1)) {
                charts.add(CurveCharts.one(
                        measure.column().replace('_', '-'), measure + " after each epoch" + which, plot));
            }
        }
        return charts;
    }

    private static Line[] lines(List<RecordedRun> runs, String column) {
        List<String> names = names(runs);
        return IntStream.range(0, runs.size())
                .mapToObj(i -> {
                    CsvTable epochs = runs.get(i).epochs();
                    return Line.of(names.get(i), epochs.numbers("epoch"), epochs.numbers(column));
                })
                .toArray(Line[]::new);
    }

    /** Lower is better. */
    private static double merit(RecordedRun run) {
        Optional<FinalScores> scores = run.result().flatMap(RunResult::scores);
        OptionalDouble accuracy =
                scores.flatMap(FinalScores::validation).map(Scores::accuracy).orElse(OptionalDouble.empty());
        return accuracy.isPresent()
                ? -accuracy.getAsDouble()
                : scores.map(of -> of.train().loss()).orElse(Double.POSITIVE_INFINITY);
    }
}
