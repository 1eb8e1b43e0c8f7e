package dev.reprise.report.pictures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lines over one axis, drawn as a picture or by the script of a page.
 *
 * @param level of a dashed horizontal line
 */
public record Plot(
        String title, String x, String y, Scale scale, Marks marks, List<Line> lines, Optional<Double> level) {

    /** The scale of the y axis. */
    public enum Scale {
        LINEAR,
        LOG
    }

    /** How a line is drawn. */
    public enum Marks {
        /** A line, with a marker at each point or, where there are many, at some. */
        LINES,
        /** Dots alone, for noisy values. */
        DOTS
    }

    public Plot {
        lines = List.copyOf(lines);
    }

    public static Plot lines(String title, String x, String y, Line... lines) {
        return new Plot(title, x, y, Scale.LINEAR, Marks.LINES, nonEmpty(lines), Optional.empty());
    }

    public Plot with(Marks other) {
        return new Plot(title, x, y, scale, other, lines, level);
    }

    public Plot withLevel(double at) {
        return new Plot(title, x, y, scale, marks, lines, Optional.of(at));
    }

    /** On a log scale where every value is above 0, else unchanged. */
    public Plot onLogScale() {
        boolean positive =
                lines.stream().flatMap(line -> line.points().stream()).allMatch(point -> point.y > 0);
        return positive ? new Plot(title, x, y, Scale.LOG, marks, lines, level) : this;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** A named line; points without a finite value are left out. */
    public record Line(String name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }

        public static Line of(String name, double[] x, double[] y) {
            return new Line(
                    name,
                    IntStream.range(0, Math.min(x.length, y.length))
                            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                            .mapToObj(i -> new Point(x[i], y[i]))
                            .toList());
        }

        double[] xs() {
            return points.stream().mapToDouble(Point::x).toArray();
        }

        double[] ys() {
            return points.stream().mapToDouble(Point::y).toArray();
        }
    }

    /** A point of a line. */
    public record Point(double x, double y) {}

    private static List<Line> nonEmpty(Line... lines) {
        return Arrays.stream(lines).filter(line -> !line.points().isEmpty()).toList();
    }
}
