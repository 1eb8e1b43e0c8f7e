package dev.reprise.cli;

import dev.reprise.data.ImageSet;
import dev.reprise.net.Durable;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The first images of a set in rows, each above the name of its class, as a PNG. */
final class ContactSheet {
    private static final int COLUMNS = 8;
    private static final int ROWS = 4;
    private static final int CELL = 96;
    private static final int LABEL = 20;
    private static final int GAP = 12;

    private ContactSheet() {}

    static void write(ImageSet set, Path file) throws IOException {
        int count = Math.min(COLUMNS * ROWS, set.size());
        int rows = (count + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(
                COLUMNS * (CELL + GAP) + GAP, rows * (CELL + LABEL + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        g.setColor(Color.BLACK);
        Optional<FontMetrics> font = font(g);
        for (int i = 0; i < count; i++) {
            int x = GAP + i % COLUMNS * (CELL + GAP);
            int y = GAP + i / COLUMNS * (CELL + LABEL + GAP);
            g.drawImage(image(set, i), x, y, CELL, CELL, null);
            String label = set.classes().get(set.label(i));
            font.ifPresent(metrics -> g.drawString(label, x + (CELL - metrics.stringWidth(label)) / 2, y + CELL + 15));
        }
        g.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(sheet, "png", png);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Durable.writeFile(file, png.toByteArray());
    }

    /** A font for the labels; a Java without fonts draws the images alone. */
    private static Optional<FontMetrics> font(Graphics2D g) {
        try {
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
            return Optional.of(g.getFontMetrics());
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.empty();
        }
    }

    private static BufferedImage image(ImageSet set, int i) {
        int channels = Math.toIntExact(set.inputShape().get(0));
        int height = Math.toIntExact(set.inputShape().get(1));
        int width = Math.toIntExact(set.inputShape().get(2));
        byte[] pixels = set.pixels(i);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < height * width; p++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | Byte.toUnsignedInt(pixels[Math.min(c, channels - 1) * height * width + p]);
            }
            image.setRGB(p % width, p / width, rgb);
        }
        return image;
    }
}
