package dev.reprise.report.pictures;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Text in fonts that have its letters: what no font of this machine can draw is replaced, never drawn as boxes. */
public final class TextRenderer {
    private TextRenderer() {}

    /** Whether this Java has fonts; without them no chart can be drawn. */
    public static boolean hasFonts() {
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12).getNumGlyphs() > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return false;
        }
    }

    /** The text where some font has all its letters, else the replacement. */
    static String drawable(String text, String replacement) {
        return font(text, 12).isPresent() ? text : replacement;
    }

    /** The name of a class where some font has all its letters, else its number. */
    public static String className(List<String> classes, int k) {
        return drawable(classes.get(k), "class " + k);
    }

    /** Those of all classes. */
    static List<String> classNames(List<String> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(k -> className(classes, k))
                .toList();
    }

    /** Draws centered in {@code width} pixels from x, shortened to fit. */
    static void centered(Graphics2D g, String text, int x, int width, int baseline) {
        String fitting = fitting(g, text, width);
        g.drawString(fitting, x + (width - g.getFontMetrics().stringWidth(fitting)) / 2, baseline);
    }

    /** A font that has the letters of the text; the usual one where it has them. */
    static Font fontFor(String text, int style, int size) {
        return font(text, size)
                .orElseGet(() -> new Font(Font.SANS_SERIF, Font.PLAIN, size))
                .deriveFont(style);
    }

    private static Optional<Font> font(String text, int size) {
        Font usual = new Font(Font.SANS_SERIF, Font.PLAIN, size);
        if (usual.canDisplayUpTo(text) < 0) {
            return Optional.of(usual);
        }
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
                .map(family -> new Font(family, Font.PLAIN, size))
                .filter(font -> font.canDisplayUpTo(text) < 0)
                .findFirst();
    }

    private static String fitting(Graphics2D g, String text, int width) {
        FontMetrics metrics = g.getFontMetrics();
        String shown = text;
        while (shown.length() > 1 && metrics.stringWidth(shown) > width) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), shown.endsWith("…") ? -2 : -1)) + "…";
        }
        return shown;
    }
}
