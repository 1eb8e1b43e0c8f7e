package dev.reprise.report.pictures;

import dev.reprise.results.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots as pictures. */
public final class PlotPicture {
    private static final int MARKED_POINTS = 60;

    private PlotPicture() {}

    /** Plots side by side, each {@code width} wide. */
    public static ReportPicture row(String name, String caption, int width, int height, List<Plot> plots) {
        return new Canvas(width * plots.size(), height).draw(name, caption, g -> {
            for (Plot plot : plots) {
                chart(plot, width, height).paint(g, width, height);
                g.translate(width, 0);
            }
        });
    }

    /** Plots one below the other, each {@code height} high. */
    public static ReportPicture column(String name, String caption, int width, int height, List<Plot> plots) {
        return new Canvas(width, height * plots.size()).draw(name, caption, g -> {
            for (Plot plot : plots) {
                chart(plot, width, height).paint(g, width, height);
                g.translate(0, height);
            }
        });
    }

    static XYChart chart(Plot plot, int width, int height) {
        XYChart chart = new XYChart(width, height);
        chart.setTitle(plot.title());
        chart.setXAxisTitle(plot.x());
        chart.setYAxisTitle(plot.y());
        style(chart.getStyler());
        String names = plot.lines().stream().map(Plot.Line::name).collect(Collectors.joining());
        chart.getStyler().setLegendFont(TextRenderer.fontFor(names, Font.PLAIN, 13));
        chart.getStyler()
                .setLegendVisible(plot.lines().size() + plot.level().stream().count() > 1);
        xAxis(chart.getStyler(), plot);
        yAxis(chart.getStyler(), plot);
        for (int i = 0; i < plot.lines().size(); i++) {
            add(chart, plot, i);
        }
        plot.level().ifPresent(level -> level(chart, plot, level));
        return chart;
    }

    /** The style of all charts. */
    static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xDDDDDD));
        styler.setPlotGridLinesStroke(Palette.solid(1));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(font(Font.BOLD, 16));
        styler.setAxisTitleFont(font(Font.PLAIN, 14));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 13));
        styler.setLegendFont(font(Font.PLAIN, 13));
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendSeriesLineLength(36);
        styler.setLegendPadding(12);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setAxisTickMarksColor(Color.BLACK);
        styler.setChartPadding(12);
        styler.setPlotMargin(0);
        styler.setLocale(Locale.ROOT);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    private static void add(XYChart chart, Plot plot, int number) {
        Plot.Line line = plot.lines().get(number);
        Palette style = Palette.of(number);
        String name = TextRenderer.drawable(line.name(), "line " + number);
        int points = line.points().size();
        if (plot.marks() == Plot.Marks.DOTS) {
            chart.getStyler().setMarkerSize(points > 500 ? 3 : 5);
            marks(chart.addSeries(name, line.xs(), line.ys()), style);
            return;
        }
        chart.getStyler().setMarkerSize(7);
        boolean dense = points > MARKED_POINTS;
        XYSeries series = chart.addSeries(dense ? name + " line" : name, line.xs(), line.ys());
        series.setLineColor(style.color());
        series.setLineStyle(style.stroke());
        series.setMarkerColor(style.color());
        series.setMarker(dense ? SeriesMarkers.NONE : style.marker());
        if (dense) {
            // XChart restarts its dashes at each point: where these are close, only markers tell lines apart in gray
            series.setShowInLegend(false);
            int[] marked = IntStream.iterate(points / 24 * (1 + number % 2), i -> i < points, i -> i + points / 12)
                    .toArray();
            marks(chart.addSeries(name, at(line.xs(), marked), at(line.ys(), marked)), style);
        }
    }

    private static void marks(XYSeries series, Palette style) {
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(style.marker());
        series.setMarkerColor(style.color());
    }

    private static double[] at(double[] values, int... places) {
        return IntStream.of(places).mapToDouble(place -> values[place]).toArray();
    }

    private static void level(XYChart chart, Plot plot, double level) {
        double[] ends = plot.lines().stream()
                .flatMapToDouble(line -> Arrays.stream(line.xs()))
                .toArray();
        double first = Arrays.stream(ends).min().orElse(0);
        double last = Arrays.stream(ends).max().orElse(1);
        XYSeries series = chart.addSeries(
                Numbers.text(level), new double[] {first, first == last ? last + 1 : last}, new double[] {level, level
                });
        series.setLineColor(Color.BLACK);
        series.setLineStyle(Palette.dashed(1.2f, 5, 4));
        series.setMarker(SeriesMarkers.NONE);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    }

    private static void xAxis(XYStyler styler, Plot plot) {
        double[] xs = plot.lines().stream()
                .flatMapToDouble(line -> Arrays.stream(line.xs()))
                .toArray();
        boolean whole = Arrays.stream(xs).allMatch(x -> x == Math.rint(x));
        styler.setXAxisTickMarkSpacingHint(60);
        styler.setXAxisTickLabelsFormattingFunction(
                whole ? x -> x == Math.rint(x) ? "%d".formatted(x.longValue()) : "" : Numbers::text);
        double min = Arrays.stream(xs).min().orElse(0);
        double max = Arrays.stream(xs).max().orElse(1);
        // From a little before the first: XChart puts round numbers only on an axis whose values are not evenly spaced.
        styler.setXAxisMin(min == max ? min - 1.5 : min - (max - min) / 1000);
        if (min == max) {
            styler.setXAxisMax(max + 1);
        }
    }

    private static void yAxis(XYStyler styler, Plot plot) {
        styler.setYAxisTickMarkSpacingHint(40);
        if (plot.scale() == Plot.Scale.LINEAR) {
            styler.setYAxisTickLabelsFormattingFunction(Numbers::text);
            return;
        }
        double[] ys = plot.lines().stream()
                .flatMapToDouble(line -> Arrays.stream(line.ys()))
                .toArray();
        double decades = Math.log10(
                Arrays.stream(ys).max().orElse(1) / Arrays.stream(ys).min().orElse(1));
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(false);
        styler.setYAxisTickLabelsFormattingFunction(y -> isLabeled(y, decades) ? Numbers.text(y) : "");
    }

    /** On a log axis 1 of each decade is labeled, and where there are few decades also 2 and 5. */
    private static boolean isLabeled(double y, double decades) {
        long first = Math.round(y / Math.pow(10, Math.floor(Math.log10(y) + 1e-9)));
        return first == 1 || (decades < 2.5 && (first == 2 || first == 5));
    }
}
