package dev.reprise.report;

import dev.reprise.report.RecordedRun.RecordedFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Published beside measured, one line a figure: the mean over the seeds of an experiment, and the verdict on it.
 *
 * <p>Only finished runs count that were made on real data with every number as the experiment says.
 */
public record ResultsTable(List<Row> rows) {

    /** A figure of an experiment over its runs. The deviation is that of a sample, over n − 1. */
    public record Row(
            String experiment,
            String figure,
            OptionalDouble published,
            OptionalDouble tolerance,
            double mean,
            double deviation,
            double smallest,
            double largest,
            List<Long> seeds,
            int epochs,
            double minutes,
            String verdict) {}

    public static ResultsTable of(List<RecordedRun> runs) {
        Map<Key, Map<Long, Measured>> byFigure = runs.stream()
                .filter(run -> run.status().equals("finished") && run.asPublished())
                .flatMap(run -> run.figures().stream().map(figure -> new Measured(run, figure)))
                .collect(Collectors.groupingBy(
                        Key::of,
                        LinkedHashMap::new,
                        // of a seed the newest: folders are in the order of their times
                        Collectors.toMap(
                                measured -> measured.run.seed(),
                                measured -> measured,
                                (old, newer) -> newer,
                                TreeMap::new)));
        return new ResultsTable(byFigure.values().stream()
                .map(bySeed -> row(List.copyOf(bySeed.values())))
                .toList());
    }

    private record Measured(RecordedRun run, RecordedFigure figure) {}

    /** Runs are compared in the same figure only, published and judged alike. */
    private record Key(
            String experiment, String figure, OptionalDouble published, OptionalDouble tolerance, int epochs) {
        static Key of(Measured measured) {
            return new Key(
                    measured.run.experiment(),
                    measured.figure.name(),
                    measured.figure.published(),
                    measured.figure.tolerance(),
                    measured.run.epochs());
        }
    }

    /** The table in Markdown. */
    public String markdown() {
        return text().markdown();
    }

    /** A line a figure. */
    public TextTable text() {
        return new TextTable(
                List.of(
                        "experiment",
                        "figure",
                        "published",
                        "measured: mean ± deviation [smallest, largest]",
                        "seeds",
                        "epochs",
                        "minutes a run",
                        "verdict"),
                rows.stream().map(ResultsTable::cells).toList());
    }

    private static List<String> cells(Row row) {
        return List.of(
                "`" + row.experiment + "`",
                row.figure,
                published(row),
                measured(row),
                seeds(row.seeds),
                row.epochs == 0 ? "–" : Integer.toString(row.epochs),
                Double.isNaN(row.minutes) ? "–" : String.format(Locale.ROOT, "%.1f", row.minutes),
                row.verdict);
    }

    private static Row row(List<Measured> all) {
        RecordedRun run = all.get(0).run;
        RecordedFigure figure = all.get(0).figure;
        double[] values = all.stream()
                .mapToDouble(measured -> measured.figure.measured().orElse(Double.NaN))
                .toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Row(
                run.experiment(),
                figure.name(),
                figure.published(),
                figure.tolerance(),
                mean,
                Math.sqrt(squares / Math.max(1, values.length - 1)),
                Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN),
                all.stream().map(measured -> measured.run.seed()).toList(),
                run.epochs(),
                all.stream()
                        .mapToDouble(measured -> measured.run.minutes().orElse(Double.NaN))
                        .average()
                        .orElse(Double.NaN),
                verdict(figure, mean));
    }

    private static String verdict(RecordedFigure figure, double mean) {
        if (figure.published().isEmpty()) {
            return "–";
        }
        double published = figure.published().getAsDouble();
        double tolerance = figure.tolerance().orElse(0);
        if (!(Math.abs(mean - published) <= tolerance)) {
            return String.format(
                    Locale.ROOT, "not reproduced (measured %.4f, published %s ± %s)", mean, published, tolerance);
        }
        return figure.fitted() ? "fitted" : "reproduced";
    }

    /** With as many decimals as tell whether it lies within the tolerance, four at least. */
    private static String measured(Row row) {
        String number = "%." + Math.max(4, (int) Math.ceil(-Math.log10(row.tolerance.orElse(1)))) + "f";
        return row.seeds.size() == 1
                ? String.format(Locale.ROOT, number, row.mean)
                : String.format(
                        Locale.ROOT,
                        "N ± N [N, N]".replace("N", number),
                        row.mean,
                        row.deviation,
                        row.smallest,
                        row.largest);
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

    private static String published(Row row) {
        return row.published.isPresent() ? row.published.getAsDouble() + " ± " + row.tolerance.orElse(0) : "–";
    }
}
