package dev.reprise.report.page;

import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunException;
import java.awt.image.BufferedImage;

/** The images of a run's test set by index. */
@FunctionalInterface
public interface TestImages {
    BufferedImage image(int index);

    /** Finds test images: a run's folder does not hold them. */
    @FunctionalInterface
    interface Source {
        /** Throws {@link RunException} with a line that says why there are none. */
        TestImages of(RecordedRun run);
    }
}
