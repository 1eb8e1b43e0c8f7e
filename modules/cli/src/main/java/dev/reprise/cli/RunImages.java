package dev.reprise.cli;

import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.report.page.TestImages;
import dev.reprise.report.pictures.Pixels;
import dev.reprise.results.Provenance;
import dev.reprise.results.RunRecord;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The test images of runs, from the data sets they used. */
final class RunImages implements TestImages.Source {
    private final Datasets source;
    private final Map<String, LoadedData<ImageSet>> loaded = new HashMap<>();

    RunImages(Optional<Path> data) {
        this.source = Datasets.of(data);
    }

    @Override
    public TestImages of(RecordedRun run) {
        RunRecord record =
                run.record().orElseThrow(() -> new RunException(run.folder() + " does not say what data it used"));
        Provenance provenance = record.provenance();
        String name = provenance.dataset();
        LoadedData<ImageSet> data =
                load(record.synthetic() ? name + " " + provenance.seed() : name, name, provenance.seed());
        if (data.synthetic() != record.synthetic() || !provenance.sha256().equals(data.sha256())) {
            throw new RunException("the " + name + " files found here differ from those the run used (--data names the"
                    + " folder of data sets)");
        }
        return index -> image(data.test(), index);
    }

    /** A picture of an image of a set. */
    static BufferedImage image(ImageSet set, int index) {
        return Pixels.image(
                Math.toIntExact(set.inputShape().get(0)),
                Math.toIntExact(set.inputShape().get(1)),
                Math.toIntExact(set.inputShape().get(2)),
                set.pixels(index));
    }

    /** Synthetic sets differ from seed to seed, published ones do not. */
    private LoadedData<ImageSet> load(String key, String name, long seed) {
        try {
            return loaded.computeIfAbsent(key, absent -> source.load(name, seed));
        } catch (DataException e) {
            throw new RunException(e.getMessage(), e);
        }
    }
}
