package dev.reprise.report.page;

import dev.reprise.report.ReportException;
import dev.reprise.report.RunFiles;
import java.awt.image.BufferedImage;

/** The images of a run's test set by their numbers. */
@FunctionalInterface
public interface TestImages {
    BufferedImage image(int index);

    /** Where test images are found: a run's folder does not hold them. */
    @FunctionalInterface
    interface Source {
        /** Throws {@link ReportException} with a line that says why they are not to be had. */
        TestImages of(RunFiles run);
    }
}
