package dev.reprise.export.command;

import ai.djl.Device;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.export.ExportedNet;
import dev.reprise.files.Durable;
import dev.reprise.inference.Classifier;
import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the rounding of weights costs: accuracy on the test images of the net's data set, before and after. */
final class QuantizedAccuracy {
    private QuantizedAccuracy() {}

    /**
     * One line that says it, or why it was not measured.
     *
     * @param data the folder of the published data sets
     */
    static String text(SavedNet saved, ExportedNet net, Optional<Path> data) {
        NetDescription description = saved.description();
        if (!description.classifiesImages()) {
            return "accuracy: not measured, " + description.name() + " does not classify images";
        }
        if (data.isEmpty() && Datasets.publishedNames().contains(description.dataset())) {
            return "accuracy: not measured; name the folder of " + description.dataset()
                    + " with --data DIR or REPRISE_DATA";
        }
        try {
            ImageSet test = Datasets.of(data).load(description.dataset(), 1).test();
            double after = restoredAccuracy(net, test);
            double before = accuracy(saved, test);
            return String.format(
                    Locale.ROOT,
                    "accuracy on %,d test images of %s: %.4f in float32, %.4f with %s weights",
                    test.size(),
                    description.dataset(),
                    before,
                    after,
                    net.quantization());
        } catch (DataException e) {
            return "accuracy: not measured, " + e.getMessage();
        }
    }

    /** The accuracy of the net that a reader of the file gets, which is saved in a temporary folder to be loaded. */
    private static double restoredAccuracy(ExportedNet net, ImageSet test) {
        try {
            Path folder = Files.createTempDirectory("quantized");
            try {
                net.restored().save(folder.resolve("model"));
                return accuracy(SavedNet.open(folder), test);
            } finally {
                Durable.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the net with quantized weights cannot be saved for a moment: " + e, e);
        }
    }

    private static double accuracy(SavedNet saved, ImageSet test) {
        Torch.useThreads(Torch.threads(saved.description().net()));
        try (Classifier classifier = Classifier.load(saved, Device.cpu())) {
            return classifier.evaluate(test).accuracy();
        }
    }
}
