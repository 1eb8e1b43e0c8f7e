package dev.reprise.cli;

import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.report.JsonFlattener;
import dev.reprise.report.ReportException;
import dev.reprise.report.RunFiles;
import dev.reprise.report.page.TestImages;
import dev.reprise.report.pictures.Pixels;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The test images of runs, from the data sets they were made with. */
final class RunImages implements TestImages.Source {
    private final Datasets source;
    private final Map<String, LoadedData<ImageSet>> loaded = new HashMap<>();

    RunImages(Optional<Path> data) {
        this.source = Datasets.of(data);
    }

    @Override
    public TestImages of(RunFiles run) {
        JsonNode provenance = run.record().path("provenance");
        String name = provenance.path("dataset").asString("");
        if (name.isEmpty()) {
            throw new ReportException("the run does not say what data it was made with");
        }
        boolean synthetic = run.record().path("synthetic").asBoolean(false);
        LoadedData<ImageSet> data = load(synthetic ? name + " " + run.seed() : name, name, run.seed());
        if (data.synthetic() != synthetic || !JsonFlattener.of(provenance.path("sha256")).equals(data.sha256())) {
            throw new ReportException(
                    name + " as it is to be had here is not what the run was made with (--data DIR names"
                            + " the folder of data sets)");
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

    /** Made-up sets differ from seed to seed, published ones do not. */
    private LoadedData<ImageSet> load(String key, String name, long seed) {
        try {
            return loaded.computeIfAbsent(key, absent -> source.load(name, seed));
        } catch (DataException e) {
            throw new ReportException(e.getMessage(), e);
        }
    }
}
