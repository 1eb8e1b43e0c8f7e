package dev.reprise.data.synthetic;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;

/** Draws one digit with random rotation, slant, stretch, bend, pen width, stray strokes and specks. */
final class DigitPainter {
    private final SplittableRandom random;
    private final int side;

    DigitPainter(SplittableRandom random, int side) {
        this.random = random;
        this.side = side;
    }

    /** The share of each pixel that strokes cover, (side, side), 0–255. */
    byte[] draw(int digit) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(Color.WHITE);
        pen.setStroke(width(between(0.06, 0.13)));
        pen.draw(digitPath(digit));
        while (random.nextDouble() < 0.3) {
            pen.setStroke(width(between(0.03, 0.08)));
            pen.draw(strayStroke());
        }
        pen.dispose();
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        dim(pixels, between(0.55, 1));
        for (int specks = random.nextInt(8); specks > 0; specks--) {
            pixels[random.nextInt(pixels.length)] = (byte) random.nextInt(256);
        }
        return pixels;
    }

    private BasicStroke width(double shareOfSide) {
        return new BasicStroke((float) (shareOfSide * side), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private Path2D digitPath(int digit) {
        // a smooth bend, the same for all strokes, so that strokes that met still meet
        double bendX = between(-0.06, 0.06);
        double bendY = between(-0.06, 0.06);
        double phaseX = between(0, 2 * Math.PI);
        double phaseY = between(0, 2 * Math.PI);
        AffineTransform hand = hand();
        return DigitShapes.path(digit, random.nextInt(DigitShapes.waysToWrite(digit)), point -> {
            double x = point.getX() + bendX * Math.sin(4 * point.getY() + phaseX);
            double y = point.getY() + bendY * Math.sin(4 * point.getX() + phaseY);
            return hand.transform(new Point2D.Double(x, y), null);
        });
    }

    /** From the unit square to pixels; the last transform applies first. */
    private AffineTransform hand() {
        AffineTransform transform = AffineTransform.getScaleInstance(side, side);
        transform.translate(0.5 + between(-0.08, 0.08), 0.5 + between(-0.08, 0.08));
        transform.rotate(Math.toRadians(between(-15, 15)));
        transform.shear(between(-0.25, 0.25), 0);
        transform.scale(between(0.48, 0.74), between(0.56, 0.76));
        transform.translate(-0.5, -0.5);
        return transform;
    }

    private Path2D strayStroke() {
        double x = between(0, side);
        double y = between(0, side);
        double reach = 0.2 * side;
        Path2D path = new Path2D.Double();
        path.moveTo(x, y);
        path.lineTo(x + between(-reach, reach), y + between(-reach, reach));
        return path;
    }

    private double between(double low, double high) {
        return random.nextDouble(low, high);
    }

    private static void dim(byte[] pixels, double brightness) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round((pixels[i] & 0xFF) * brightness);
        }
    }
}
