package dev.reprise.data.synthetic;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The ways to write each digit: strokes, each a smooth curve through points of a unit square (x right, y down). */
final class DigitShapes {
    // '|' separates the ways to write a digit, '/' the strokes of one way; coordinates are hundredths
    private static final List<List<Way>> WAYS = List.of(
            ways("50 4, 76 20, 84 50, 76 80, 50 96, 24 80, 16 50, 24 20, 50 4"
                    + " | 58 6, 34 14, 22 44, 26 78, 48 96, 72 84, 80 52, 72 18, 46 8"),
            ways("50 4, 50 50, 50 96 | 30 24, 52 4 / 52 4, 52 50, 52 96"
                    + " | 32 22, 52 4 / 52 4, 52 50, 52 94 / 30 95, 74 95"),
            ways("20 26, 34 8, 60 6, 76 22, 70 46, 44 72, 18 94 / 18 94, 50 93, 84 92"
                    + " | 22 20, 50 4, 76 20, 68 48, 40 74, 22 88, 30 96, 46 86, 60 90, 84 94"),
            ways("22 14, 46 4, 72 14, 72 34, 44 47 / 44 47, 76 58, 78 82, 50 97, 20 86"
                    + " | 22 6, 50 6, 76 6 / 76 6, 60 24, 44 42 / 44 42, 74 52, 80 76, 54 96, 20 88"),
            ways("58 4, 36 34, 16 66 / 16 66, 50 66, 88 66 / 66 36, 66 66, 64 98"
                    + " | 24 6, 22 30, 26 52 / 26 52, 50 54, 74 50 / 74 4, 73 50, 70 98"),
            ways("76 6, 52 6, 28 6 / 28 6, 26 26, 24 44 / 24 44, 52 38, 78 56, 74 82, 48 97, 20 88"
                    + " | 80 6, 54 5, 34 8 / 34 8, 24 30, 34 44, 64 52, 72 76, 50 95, 18 90"),
            ways("70 6, 44 22, 26 50, 22 76, 44 97, 70 88, 76 66, 56 52, 32 60, 23 76"
                    + " | 56 4, 36 30, 26 66, 34 92, 58 96, 70 78, 58 62, 38 68, 29 82"),
            ways("18 8, 50 7, 82 6 / 82 6, 62 40, 42 96 | 18 10, 50 8, 80 8 / 80 8, 60 46, 46 96 / 34 52, 72 50"
                    + " | 20 22, 22 8 / 22 8, 50 10, 82 6 / 82 6, 58 44, 50 96"),
            ways("72 16, 48 4, 28 18, 36 38, 62 54, 78 76, 54 97, 26 84, 34 60, 62 40, 74 20"
                    + " | 50 4, 72 14, 70 34, 50 46, 30 34, 28 14, 50 4"
                    + " / 50 46, 76 60, 76 84, 50 97, 24 84, 24 60, 50 46"),
            ways("76 26, 54 6, 30 16, 28 40, 52 50, 74 32, 77 24 / 77 24, 74 60, 66 96"
                    + " | 74 28, 58 6, 34 12, 26 34, 46 50, 68 42, 75 26 / 75 26, 76 66, 58 94, 30 88"));

    private DigitShapes() {}

    /** The number of ways to write the digit. */
    static int waysToWrite(int digit) {
        return WAYS.get(digit).size();
    }

    /** One way to write the digit, with each point moved by {@code place}. */
    static Path2D path(int digit, int way, UnaryOperator<Point2D> place) {
        Path2D path = new Path2D.Double();
        for (List<Point2D> stroke : WAYS.get(digit).get(way).strokes()) {
            appendSmooth(path, stroke.stream().map(place).toList());
        }
        return path;
    }

    private record Way(List<List<Point2D>> strokes) {}

    private static List<Way> ways(String ways) {
        return Arrays.stream(ways.split("\\|"))
                .map(way -> new Way(
                        Arrays.stream(way.split("/")).map(DigitShapes::points).toList()))
                .toList();
    }

    private static List<Point2D> points(String stroke) {
        return Arrays.stream(stroke.split(",")).map(DigitShapes::point).toList();
    }

    private static Point2D point(String coordinates) {
        String[] xy = coordinates.strip().split(" ", 2);
        return new Point2D.Double(Integer.parseInt(xy[0]) / 100.0, Integer.parseInt(xy[1]) / 100.0);
    }

    /** A Catmull-Rom spline: the tangent at a point is half the difference of its neighbors. */
    private static void appendSmooth(Path2D path, List<Point2D> points) {
        path.moveTo(points.get(0).getX(), points.get(0).getY());
        int last = points.size() - 1;
        for (int i = 0; i < last; i++) {
            Point2D before = points.get(Math.max(i - 1, 0));
            Point2D from = points.get(i);
            Point2D to = points.get(i + 1);
            Point2D after = points.get(Math.min(i + 2, last));
            path.curveTo(
                    from.getX() + (to.getX() - before.getX()) / 6,
                    from.getY() + (to.getY() - before.getY()) / 6,
                    to.getX() - (after.getX() - from.getX()) / 6,
                    to.getY() - (after.getY() - from.getY()) / 6,
                    to.getX(),
                    to.getY());
        }
    }
}
