package dev.reprise.report.page;

import dev.reprise.report.pictures.Plot;
import dev.reprise.report.pictures.ReportPicture;
import java.util.List;
import java.util.Optional;

/**
 * Curves that the page draws, and the same as a picture: for print, and as a file next to the page.
 *
 * @param picture absent where this Java has no fonts
 */
public record Chart(String name, String caption, List<Plot> plots, Optional<ReportPicture> picture) {
    public Chart {
        plots = List.copyOf(plots);
    }

    /** The id of the element that a plot is drawn in. */
    public String id(int plot) {
        return "chart-" + name + "-" + plot;
    }
}
