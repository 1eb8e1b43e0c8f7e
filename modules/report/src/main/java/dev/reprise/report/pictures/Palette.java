package dev.reprise.report.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a line differs from the others: by color, dashes and marker, each of which is enough alone.
 *
 * <p>The colors are Okabe and Ito's, which the color-blind can tell apart; the first two are the blue and green of the
 * texts.
 */
record Palette(Color color, BasicStroke stroke, Marker marker) {
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILION = new Color(0xD55E00);

    private static final List<Color> COLORS = List.of(
            BLUE,
            new Color(0x009E73),
            VERMILION,
            new Color(0xCC79A7),
            new Color(0x8A6D00),
            new Color(0x56B4E9),
            Color.BLACK,
            new Color(0xE69F00));
    private static final List<float[]> DASHES =
            List.of(new float[] {1}, new float[] {7, 4}, new float[] {2, 3}, new float[] {9, 3, 2, 3});
    private static final List<Marker> MARKERS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND);

    /** The style of a line by its number. */
    static Palette of(int line) {
        int dashes = line % DASHES.size();
        return new Palette(
                COLORS.get(line % COLORS.size()),
                dashes == 0 ? solid(2) : dashed(2, DASHES.get(dashes)),
                MARKERS.get(line % MARKERS.size()));
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed(float width, float... dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
