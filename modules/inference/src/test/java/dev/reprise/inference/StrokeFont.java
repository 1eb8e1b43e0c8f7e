package dev.reprise.inference;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Digits as a hand writes them: strokes, each a polyline along a smooth curve through jittered points. */
public final class StrokeFont {
    /** Of a digit in a {@link #row}, in pixels. */
    public static final int HEIGHT = 100;

    // strokes are split by '/', x (right) and y (down) are hundredths of the digit's height
    private static final List<String> DIGITS = List.of(
            "44 2, 20 16, 10 50, 22 86, 42 98, 62 84, 70 48, 62 14, 44 2",
            "18 22, 40 2 / 40 2, 39 50, 38 98",
            "12 24, 24 6, 46 3, 60 18, 54 42, 34 68, 10 95 / 10 95, 36 94, 66 92",
            "14 12, 36 2, 58 14, 54 36, 32 46 / 32 46, 60 54, 66 76, 46 97, 12 90",
            "44 3, 26 34, 8 64 / 8 64, 40 63, 70 61 / 52 34, 51 66, 49 98",
            "24 5, 20 24, 17 44 / 17 44, 40 38, 62 54, 62 80, 40 97, 12 89 / 24 5, 44 5, 64 3",
            "52 3, 28 24, 14 54, 16 84, 38 98, 60 86, 62 64, 42 52, 20 64",
            "10 6, 38 5, 66 4 / 66 4, 48 40, 32 98",
            "56 12, 36 2, 18 14, 24 36, 46 52, 60 74, 48 95, 26 96, 12 78, 24 54, 48 38, 58 20, 50 6",
            "58 24, 46 4, 24 6, 14 26, 26 46, 46 42, 58 22 / 58 22, 58 60, 50 98");
    private static final int STEPS = 2; // of a polyline between two points

    private final Random random;

    public StrokeFont(long seed) {
        this.random = new Random(seed);
    }

    /** The strokes of one digit, its height 1, its middle at (0, 0), turned, slanted and stretched a little. */
    public List<List<Point2D>> digit(int digit) {
        AffineTransform hand = AffineTransform.getRotateInstance(Math.toRadians(6 * random.nextGaussian()));
        hand.shear(-0.08 + 0.08 * random.nextGaussian(), 0);
        hand.scale(1 + 0.08 * random.nextGaussian(), 1);
        hand.translate(-0.38, -0.5);
        return Arrays.stream(DIGITS.get(digit).split("/"))
                .map(stroke -> smooth(Arrays.stream(stroke.split(","))
                        .map(point -> hand.transform(jittered(point), null))
                        .toList()))
                .toList();
    }

    /** As {@link #digit}, placed for Java2D. */
    public Path2D path(int digit, double x, double y, double height) {
        Path2D path = new Path2D.Double();
        for (List<Point2D> stroke : digit(digit)) {
            path.moveTo(stroke.get(0).getX(), stroke.get(0).getY());
            stroke.forEach(point -> path.lineTo(point.getX(), point.getY()));
        }
        path.transform(new AffineTransform(height, 0, 0, height, x, y));
        return path;
    }

    /** A row of digits, {@code apart} pixels from the middle of one to the middle of the next. */
    public static BufferedImage row(String digits, int apart, Color ink, Color paper) {
        BufferedImage image = TestImages.filled(80 + digits.length() * apart, 160, paper);
        Graphics2D pen = pen(image, ink);
        StrokeFont font = new StrokeFont(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            pen.draw(font.path(digits.charAt(i) - '0', 40 + apart * (i + 0.5), 80 + i % 3 * 5, HEIGHT));
        }
        pen.dispose();
        return image;
    }

    /** A pen that draws strokes. */
    public static Graphics2D pen(BufferedImage image, Color colour) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return pen;
    }

    private Point2D jittered(String point) {
        String[] xy = point.strip().split(" ", 2);
        return new Point2D.Double(
                Integer.parseInt(xy[0]) / 100.0 + 0.012 * random.nextGaussian(),
                Integer.parseInt(xy[1]) / 100.0 + 0.012 * random.nextGaussian());
    }

    /** Catmull-Rom through the points. */
    private static List<Point2D> smooth(List<Point2D> points) {
        List<Point2D> line = new ArrayList<>();
        int last = points.size() - 1;
        for (int i = 0; i < last; i++) {
            for (int step = 0; step < STEPS; step++) {
                line.add(between(
                        points.get(Math.max(i - 1, 0)),
                        points.get(i),
                        points.get(i + 1),
                        points.get(Math.min(i + 2, last)),
                        (double) step / STEPS));
            }
        }
        line.add(points.get(last));
        return line;
    }

    private static Point2D between(Point2D before, Point2D from, Point2D to, Point2D after, double t) {
        return new Point2D.Double(
                between(before.getX(), from.getX(), to.getX(), after.getX(), t),
                between(before.getY(), from.getY(), to.getY(), after.getY(), t));
    }

    private static double between(double before, double from, double to, double after, double t) {
        return from
                + t
                        * ((to - before) / 2
                                + t
                                        * (before
                                                - 2.5 * from
                                                + 2 * to
                                                - after / 2
                                                + t * (1.5 * (from - to) + (after - before) / 2)));
    }
}
