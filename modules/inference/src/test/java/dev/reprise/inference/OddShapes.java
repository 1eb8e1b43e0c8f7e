package dev.reprise.inference;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Drawings of what is no digit: letters, signs and scribbles, 200 in all. */
final class OddShapes {
    private static final int SIDE = 280;

    /** Strokes split by '/', x (right) and y (down) in hundredths of the height. */
    private static final List<String> SIGNS = List.of(
            "0 100, 40 0, 80 100 / 20 60, 60 60", // A
            "70 15, 50 0, 20 10, 5 35, 5 65, 20 90, 50 100, 70 85", // C
            "70 0, 10 0, 10 100, 70 100 / 10 50, 60 50", // E
            "70 0, 10 0, 10 100 / 10 50, 60 50", // F
            "10 0, 10 100 / 70 0, 70 100 / 10 50, 70 50", // H
            "10 0, 10 100 / 70 0, 10 55 / 28 40, 70 100", // K
            "10 0, 10 100, 70 100", // L
            "5 100, 10 0, 40 60, 70 0, 75 100", // M
            "10 100, 10 0, 70 100, 70 0", // N
            "15 100, 15 0, 55 5, 65 25, 55 45, 15 50 / 40 50, 70 100", // R
            "0 0, 80 0 / 40 0, 40 100", // T
            "5 0, 5 70, 20 95, 60 95, 75 70, 75 0", // U
            "0 0, 40 100, 80 0", // V
            "0 0, 22 100, 45 30, 68 100, 90 0", // W
            "5 0, 75 100 / 75 0, 5 100", // X
            "5 0, 40 50, 75 0 / 40 50, 40 100", // Y
            "0 50, 90 50", // a dash
            "0 35, 80 35 / 0 65, 80 65", // =
            "40 10, 40 90 / 0 50, 80 50", // +
            "0 50, 25 35, 50 65, 75 50", // ~
            "40 0, 40 100 / 0 25, 80 75 / 80 25, 0 75", // *
            "5 5, 75 5, 75 95, 5 95, 5 5", // a box
            "40 0, 85 90, 0 90, 40 0", // a triangle
            "40 0, 65 100, 0 35, 80 35, 15 100, 40 0", // a star
            "0 50, 12 0, 24 100, 36 0, 48 100, 60 0, 72 100, 84 40"); // a zigzag

    private static final int EACH = 6;
    private static final int SCRIBBLES = 50;

    private final Random random = new Random(5);

    static List<BufferedImage> all() {
        OddShapes shapes = new OddShapes();
        List<BufferedImage> all = new ArrayList<>();
        for (String sign : SIGNS) {
            for (int i = 0; i < EACH; i++) {
                all.add(shapes.drawn(shapes.sign(sign)));
            }
        }
        for (int i = 0; i < SCRIBBLES; i++) {
            all.add(shapes.drawn(shapes.scribble()));
        }
        return all;
    }

    private BufferedImage drawn(Path2D path) {
        BufferedImage image = TestImages.filled(SIDE, SIDE, Color.WHITE);
        Graphics2D pen = StrokeFont.pen(image, Color.BLACK);
        pen.setStroke(new BasicStroke(12 + random.nextInt(10), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(path);
        pen.dispose();
        return image;
    }

    private Path2D sign(String strokes) {
        Path2D path = new Path2D.Double();
        for (String stroke : strokes.split("/", -1)) {
            double[][] points = Arrays.stream(stroke.split(",", -1))
                    .map(point -> point.strip().split(" ", 2))
                    .map(xy -> new double[] {
                        60 + 1.7 * Integer.parseInt(xy[0]) + 4 * random.nextGaussian(),
                        50 + 1.8 * Integer.parseInt(xy[1]) + 4 * random.nextGaussian()
                    })
                    .toArray(double[][]::new);
            path.moveTo(points[0][0], points[0][1]);
            Arrays.stream(points).skip(1).forEach(point -> path.lineTo(point[0], point[1]));
        }
        return path;
    }

    private Path2D scribble() {
        Path2D path = new Path2D.Double();
        path.moveTo(within(), within());
        for (int i = 4 + random.nextInt(8); i > 0; i--) {
            path.quadTo(within(), within(), within(), within());
        }
        return path;
    }

    private double within() {
        return 50 + random.nextInt(SIDE - 100);
    }
}
