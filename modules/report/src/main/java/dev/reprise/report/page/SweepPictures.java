package dev.reprise.report.page;

import dev.reprise.files.CsvTable;
import dev.reprise.report.pictures.HeatPicture;
import dev.reprise.report.pictures.Plot;
import dev.reprise.report.pictures.Plot.Line;
import dev.reprise.report.pictures.PlotPicture;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.results.store.RecordedSweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pictures of the results of a sweep over the values that it varies. */
record SweepPictures(RecordedSweep sweep) {
    private static final int MAX_VALUES = 24;

    /** A heat map of a grid; of values drawn at random, the measure against each of them. */
    List<ReportPicture> draw() {
        Map<String, List<String>> varied = sweep.varied();
        if (varied.isEmpty()) {
            return List.of();
        }
        boolean grid = varied.values().stream().allMatch(values -> values.size() <= MAX_VALUES)
                && varied.values().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b)
                        <= 2L * sweep.table().rows().size();
        return grid
                ? List.of(heat(List.copyOf(varied.keySet())))
                : List.of(scatter(varied.keySet().stream().toList()));
    }

    /** Every other value goes down the side, so that each run has a cell of its own. */
    private ReportPicture heat(List<String> names) {
        List<String> across = IntStream.range(0, names.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(names::get)
                .toList();
        List<String> down = IntStream.range(0, names.size())
                .filter(i -> i % 2 == 1)
                .mapToObj(names::get)
                .toList();
        List<String> columnOf = labels(across);
        List<String> rowOf = labels(down);
        List<String> columns = columnOf.stream().distinct().toList();
        List<String> rows = rowOf.stream().distinct().toList();
        double[] measured = sweep.values();
        List<List<Double>> values = new ArrayList<>();
        for (String row : rows) {
            values.add(columns.stream()
                    .map(column -> IntStream.range(0, measured.length)
                            .filter(i ->
                                    rowOf.get(i).equals(row) && columnOf.get(i).equals(column))
                            .mapToDouble(i -> measured[i])
                            .filter(Double::isFinite)
                            .average()
                            .orElse(Double.NaN))
                    .toList());
        }
        return HeatPicture.sweep(
                sweep.measure().toString()
                        + " for each combination of the values that the sweep varies; empty where no run finished.",
                new HeatPicture.Cells(String.join(" · ", down), String.join(" · ", across), rows, columns, values));
    }

    private List<String> labels(List<String> names) {
        CsvTable table = sweep.table();
        List<List<String>> columns = names.stream().map(table::texts).toList();
        return IntStream.range(0, table.rows().size())
                .mapToObj(i -> columns.stream().map(column -> column.get(i)).collect(Collectors.joining(" · ")))
                .toList();
    }

    private ReportPicture scatter(List<String> names) {
        CsvTable table = sweep.table();
        double[] measured = sweep.values();
        List<Plot> plots = names.stream()
                .map(name -> Plot.lines(
                                "",
                                name + (spans(table.numbers(name)) ? " (log10)" : ""),
                                sweep.measure().toString(),
                                Line.of(name, along(table.numbers(name)), measured))
                        .with(Plot.Marks.DOTS))
                .filter(plot -> !plot.isEmpty())
                .toList();
        return PlotPicture.row(
                "sweep",
                sweep.measure().toString() + " against each value that the sweep draws at random.",
                480,
                380,
                plots);
    }

    /** Values over several powers of ten are drawn by their logarithms. */
    private static double[] along(double[] values) {
        return spans(values) ? Arrays.stream(values).map(Math::log10).toArray() : values;
    }

    private static boolean spans(double[] values) {
        double low = Arrays.stream(values).min().orElse(1);
        return low > 0 && Arrays.stream(values).max().orElse(1) > 20 * low;
    }
}
