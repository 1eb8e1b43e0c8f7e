package dev.reprise.report.page;

import dev.reprise.report.pictures.Plot;
import dev.reprise.report.pictures.ReportPicture;
import java.util.List;
import java.util.Optional;

/**
 * Curves that the page draws, and the same as a picture for print.
 *
 * @param picture absent where this Java has no fonts to draw one
 */
public record Chart(String name, String caption, List<Plot> plots, Optional<ReportPicture> picture) {
    public Chart {
        plots = List.copyOf(plots);
    }

    /** The id of the place where a plot is drawn. */
    public String id(int plot) {
        return "chart-" + name + "-" + plot;
    }
}
