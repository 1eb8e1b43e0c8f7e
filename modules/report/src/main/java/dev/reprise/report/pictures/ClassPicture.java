package dev.reprise.report.pictures;

import dev.reprise.results.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/** Charts with a value for each class. */
public final class ClassPicture {
    private static final int HEIGHT = 380;
    private static final int WIDTH_OF_CLASS = 86;
    private static final int MAX_LEVEL_LABEL = 11;

    private ClassPicture() {}

    /** A score of each class. */
    public record Score(String name, List<Double> values) {}

    /** Scores of the classes as marks. */
    public static ReportPicture scores(List<String> classes, List<Score> scores) {
        int width = Math.max(640, 120 + WIDTH_OF_CLASS * classes.size());
        CategoryChart chart = chart(width, HEIGHT, "class", "", classes);
        CategoryStyler styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
        styler.setMarkerSize(10);
        double smallest = scores.stream()
                .flatMap(score -> score.values.stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        styler.setYAxisMin(Math.max(0, Math.floor(smallest * 50 - 0.5) / 50));
        styler.setYAxisMax(1.0);
        List<String> names = TextRenderer.classNames(classes);
        for (int i = 0; i < scores.size(); i++) {
            Palette style = Palette.of(i);
            CategorySeries series = chart.addSeries(scores.get(i).name, names, scores.get(i).values);
            series.setMarker(style.marker());
            series.setMarkerColor(style.color());
        }
        return new Canvas(width, HEIGHT)
                .draw(
                        "classes",
                        "Precision: the share of a class's predictions that are right. Recall: the share of its examples"
                                + " that are found. F1: their harmonic mean.",
                        g -> chart.paint(g, width, HEIGHT));
    }

    /** The probabilities of one image as bars, next to the image. */
    public static ReportPicture probabilities(
            String caption, BufferedImage image, List<String> classes, List<Double> values) {
        int side = 200;
        int width = Math.max(520, 100 + WIDTH_OF_CLASS * classes.size());
        int height = 300;
        CategoryChart chart = chart(width, height, "class", "probability", classes);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.0);
        chart.getStyler().setAvailableSpaceFill(0.6);
        CategorySeries series = chart.addSeries("probability", TextRenderer.classNames(classes), values);
        series.setFillColor(Palette.BLUE);
        return new Canvas(width + side + 20, height).draw("probabilities", caption, g -> {
            g.drawImage(image, 16, (height - side) / 2 - 10, side, side, null);
            g.setColor(Color.LIGHT_GRAY);
            g.drawRect(16, (height - side) / 2 - 10, side, side);
            g.translate(side + 20, 0);
            chart.paint(g, width, height);
        });
    }

    private static CategoryChart chart(int width, int height, String x, String y, List<String> classes) {
        CategoryChart chart = new CategoryChart(width, height);
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        PlotPicture.style(chart.getStyler());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Numbers::text);
        int longest = classes.stream().mapToInt(String::length).max().orElse(0);
        chart.getStyler().setXAxisLabelRotation(longest > MAX_LEVEL_LABEL ? 30 : 0);
        chart.getStyler().setXAxisTickMarkSpacingHint(20);
        chart.getStyler()
                .setAxisTickLabelsFont(
                        TextRenderer.fontFor(String.join("", TextRenderer.classNames(classes)), Font.PLAIN, 13));
        return chart;
    }
}
