package dev.reprise.report.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Images in rows, each with lines of text below it. */
public final class Gallery {
    private static final int SIDE = 92;
    private static final int GAP = 14;
    private static final int LINE = 18;
    private static final int FONT = 13;

    private Gallery() {}

    /**
     * An image and the lines below it.
     *
     * @param mark how it is framed
     */
    public record Tile(BufferedImage image, List<String> lines, Mark mark) {}

    /** A frame around an image, told apart by shape as well as by color. */
    public enum Mark {
        NONE,
        /** A thick frame and a cross in the corner. */
        WRONG
    }

    /** Draws the tiles in rows; without fonts the images alone. */
    public static ReportPicture of(String name, String caption, int columns, List<Tile> tiles) {
        boolean labeled = TextRenderer.hasFonts();
        int lines = labeled
                ? tiles.stream().mapToInt(tile -> tile.lines.size()).max().orElse(0)
                : 0;
        int rowHeight = SIDE + lines * LINE + GAP;
        int across = Math.min(columns, tiles.size());
        int rows = (tiles.size() + columns - 1) / columns;
        return new Canvas(across * (SIDE + GAP) + GAP, rows * rowHeight + GAP).draw(name, caption, g -> {
            for (int i = 0; i < tiles.size(); i++) {
                int x = GAP + i % columns * (SIDE + GAP);
                int y = GAP + i / columns * rowHeight;
                tile(g, tiles.get(i), x, y);
                if (labeled) {
                    label(g, tiles.get(i), x, y + SIDE);
                }
            }
        });
    }

    private static void tile(Graphics2D g, Tile tile, int x, int y) {
        g.drawImage(tile.image, x, y, SIDE, SIDE, null);
        if (tile.mark == Mark.WRONG) {
            g.setStroke(new BasicStroke(3));
            g.setColor(Palette.VERMILION);
            g.drawRect(x - 2, y - 2, SIDE + 3, SIDE + 3);
            int cross = 14;
            g.fillRect(x + SIDE - cross - 3, y, cross + 3, cross + 3);
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(2));
            g.drawLine(x + SIDE - cross, y + 4, x + SIDE - 4, y + cross);
            g.drawLine(x + SIDE - cross, y + cross, x + SIDE - 4, y + 4);
        } else {
            g.setStroke(new BasicStroke(1));
            g.setColor(Color.LIGHT_GRAY);
            g.drawRect(x, y, SIDE, SIDE);
        }
        g.setColor(Color.BLACK);
    }

    private static void label(Graphics2D g, Tile tile, int x, int top) {
        for (int line = 0; line < tile.lines.size(); line++) {
            String text = tile.lines.get(line);
            g.setFont(TextRenderer.fontFor(text, Font.PLAIN, FONT));
            TextRenderer.centered(g, text, x - GAP / 2 + 1, SIDE + GAP - 2, top + (line + 1) * LINE - 2);
        }
    }
}
