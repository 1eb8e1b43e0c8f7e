package dev.reprise.inference;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Image files made for tests. */
public final class TestImages {
    private TestImages() {}

    /** A picture of one color. */
    public static BufferedImage filled(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(color);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }

    /** A seven of 60×90 pixels whose box starts at (x, y). */
    public static BufferedImage seven(int width, int height, int x, int y, Color ink, Color paper) {
        BufferedImage image = filled(width, height, paper);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(ink);
        pen.setStroke(new BasicStroke(10, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        Path2D path = new Path2D.Double();
        path.moveTo(x, y + 5);
        path.lineTo(x + 52, y + 5);
        path.lineTo(x + 20, y + 90);
        pen.draw(path);
        pen.dispose();
        return image;
    }

    /** Four lines across four, 200×200: no digit. */
    public static BufferedImage grid() {
        BufferedImage grid = filled(200, 200, Color.WHITE);
        Graphics2D pen = StrokeFont.pen(grid, Color.BLACK);
        for (int at : new int[] {50, 80, 120, 150}) {
            pen.drawLine(at, 40, at, 160);
            pen.drawLine(40, at, 160, at);
        }
        pen.dispose();
        return grid;
    }

    /** A gray 28×28 picture as in MNIST: noise in the middle 20×20 on black. */
    public static BufferedImage asInMnist(int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 4; y < 24; y++) {
            for (int x = 4; x < 24; x++) {
                image.getRaster().setSample(x, y, 0, random.nextInt(256));
            }
        }
        return image;
    }

    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes an image in the format of the file's extension. */
    public static Path write(Path file, BufferedImage image) {
        String name = file.getFileName().toString();
        return write(file, encoded(image, name.substring(name.lastIndexOf('.') + 1)));
    }

    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The start of a PNG file that claims a size but has no pixels. */
    public static byte[] pngThatClaims(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .array();
    }

    /** The start of a TIFF file of 4×4 pixels in one tile that claims a size but has no pixels. */
    public static byte[] tiffThatClaimsATile(int width, int height) {
        int[][] tags = {
            {256, 3, 4},
            {257, 3, 4},
            {258, 3, 8},
            {259, 3, 1},
            {262, 3, 1},
            {277, 3, 1},
            {322, 4, width},
            {323, 4, height},
            {324, 4, 200},
            {325, 4, 100}
        };
        ByteBuffer file = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
        }
        return file.array();
    }
}
