package dev.reprise.report.pictures;

import dev.reprise.results.Numbers;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** A heat map: a table of numbers, each cell darker the larger its number. */
public final class HeatPicture {
    private static final int CELL_HEIGHT = 34;
    private static final int FONT = 13;
    private static final int PADDING = 14;
    private static final Color DARKEST = new Color(0x0F5C8C);

    private HeatPicture() {}

    /**
     * Numbers with a name for each row and column.
     *
     * @param values by row, then column; NaN where there is none
     */
    public record Cells(
            String rowTitle, String columnTitle, List<String> rows, List<String> columns, List<List<Double>> values) {}

    /** How often each class (row) was predicted as each (column). */
    public static ReportPicture confusion(List<String> classes, List<List<Integer>> counts) {
        List<String> names = TextRenderer.classNames(classes);
        List<List<Double>> values = counts.stream()
                .map(row -> row.stream().map(Integer::doubleValue).toList())
                .toList();
        // tinted by the square root: a few mistakes are still visible next to a thousand right predictions
        return draw(
                "confusion",
                "Test examples by true class (row) and predicted class (column): the diagonal is right.",
                new Cells("true class", "predicted class", names, names, values),
                Math::sqrt,
                value -> value == 0 ? "·" : Integer.toString((int) value));
    }

    /** The value of each run of a sweep. */
    public static ReportPicture sweep(String caption, Cells cells) {
        return draw("sweep", caption, cells, value -> value, Numbers::text);
    }

    private static ReportPicture draw(
            String name, String caption, Cells cells, DoubleUnaryOperator scale, DoubleFunction<String> text) {
        List<String> texts =
                cells.values.stream().flatMap(List::stream).map(text::apply).toList();
        int letters = Math.max(longest(cells.columns), longest(texts));
        int cellWidth = Math.max(46, Math.min(110, 9 * letters + 12));
        int left = 2 * PADDING + CELL_HEIGHT + 9 * longest(cells.rows);
        int top = PADDING + 2 * CELL_HEIGHT;
        int width = left + cells.columns.size() * cellWidth + PADDING;
        int height = top + cells.rows.size() * CELL_HEIGHT + PADDING;
        double[] finite = cells.values.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .map(scale)
                .sorted()
                .toArray();
        double low = finite.length == 0 ? 0 : finite[0];
        double high = finite.length == 0 ? 1 : finite[finite.length - 1];
        return new Canvas(width, height).draw(name, caption, g -> {
            titles(g, cells, left, top, width, height);
            for (int row = 0; row < cells.rows.size(); row++) {
                label(
                        g,
                        cells.rows.get(row),
                        PADDING + CELL_HEIGHT,
                        left - PADDING - CELL_HEIGHT,
                        top + row * CELL_HEIGHT);
                for (int column = 0; column < cells.columns.size(); column++) {
                    double value = cells.values.get(row).get(column);
                    if (Double.isFinite(value)) {
                        double share = high > low ? (scale.applyAsDouble(value) - low) / (high - low) : 0.5;
                        cell(
                                g,
                                left + column * cellWidth,
                                top + row * CELL_HEIGHT,
                                cellWidth,
                                share,
                                text.apply(value));
                    }
                }
            }
            for (int column = 0; column < cells.columns.size(); column++) {
                label(g, cells.columns.get(column), left + column * cellWidth, cellWidth, top - CELL_HEIGHT);
            }
        });
    }

    private static void titles(Graphics2D g, Cells cells, int left, int top, int width, int height) {
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, FONT + 1));
        TextRenderer.centered(g, cells.columnTitle, left, width - left - PADDING, top - CELL_HEIGHT - 6);
        g.rotate(-Math.PI / 2);
        TextRenderer.centered(g, cells.rowTitle, -height + PADDING, height - top - PADDING, PADDING + 16);
        g.rotate(Math.PI / 2);
    }

    private static void label(Graphics2D g, String text, int x, int width, int top) {
        g.setColor(Color.BLACK);
        g.setFont(TextRenderer.fontFor(text, Font.PLAIN, FONT));
        TextRenderer.centered(g, text, x + 3, width - 6, top + 22);
    }

    private static void cell(Graphics2D g, int x, int y, int width, double share, String text) {
        g.setColor(tint(share));
        g.fillRect(x, y, width, CELL_HEIGHT);
        g.setColor(new Color(0xBBBBBB));
        g.setStroke(Palette.solid(0.7f));
        g.drawRect(x, y, width, CELL_HEIGHT);
        g.setColor(share > 0.55 ? Color.WHITE : Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
        TextRenderer.centered(g, text, x, width, y + 22);
    }

    private static Color tint(double share) {
        return new Color(
                blend(255, DARKEST.getRed(), share),
                blend(255, DARKEST.getGreen(), share),
                blend(255, DARKEST.getBlue(), share));
    }

    private static int blend(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(1);
    }
}
