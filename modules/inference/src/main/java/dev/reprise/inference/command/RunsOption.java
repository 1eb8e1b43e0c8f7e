package dev.reprise.inference.command;

import dev.reprise.inference.BundledNet;
import dev.reprise.inference.Classifier;
import dev.reprise.net.SavedNet;
import dev.reprise.results.store.RunStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder in which an experiment's name finds its newest finished run. */
public final class RunsOption {
    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "The folder that holds the runs of experiments (default: ${DEFAULT-VALUE}).")
    private Path runs;

    /** The folder that holds the runs. */
    public Path folder() {
        return runs;
    }

    /** The folder of a run or of its saved net. Throws {@link dev.reprise.results.store.RunException} if there is none. */
    public Path find(String run) {
        return BundledNet.orRun(new RunStore(runs), run);
    }

    /** The saved net that RUN means, checked to classify images. */
    public SavedNet imageClassifier(String run) {
        return Classifier.imageClassifier(find(run));
    }
}
